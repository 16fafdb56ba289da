import { beforeAll, expect, test } from "vitest"
import { now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"
import { formWithdrawal } from "./form-withdrawal.server.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "expert1", "expert2"],
		teachers(["anna", "boris", "vera", "galina"]),
	)
})

const lettersTo = (username: string, kind: string) =>
	prisma.letter.findMany({ where: { personId: of(people, username).id, kind }, select: { text: true } })

test.each([
	["anna", "school"],
	["boris", "municipal"],
])("%s is told by letter as soon as a coordinator (%s) forms a withdrawal", async (teacher, former) => {
	const id = await bring(people, { teacher, until: "submitted" })
	await newWithdrawal(of(people, former), id, "formed")
	const [letter, ...others] = await lettersTo(teacher, "withdrawal-formed")
	expect(others).toEqual([])
	expect(letter?.text).toContain(`подаст координатор ${of(people, former).fullName}`)
	expect(letter?.text).toContain("> Перехожу на другую должность")
	expect(letter?.text).toContain("Если не согласны, сегодня же свяжитесь")
	expect(await lettersTo(teacher, "withdrawal-submitted")).toEqual([])
})

test("a teacher who forms it gets no letter about it", async () => {
	const id = await bring(people, { teacher: "vera", until: "submitted" })
	await newWithdrawal(of(people, "vera"), id, "formed")
	expect(await lettersTo("vera", "withdrawal-formed")).toEqual([])
})

test("a reason that is empty or too long is refused in words of its own", async () => {
	const applicationId = await bring(people, { teacher: "galina", until: "submitted" })
	const formed = (reason: string) =>
		formWithdrawal({ actor: of(people, "galina"), applicationId, reason, now: now() })
	for (const [reason, message] of [
		[" ", "Укажите причину отзыва заявления."],
		["Ы".repeat(4001), "Сократите текст до 4 000 знаков."],
	] as const)
		await expect(formed(reason)).rejects.toMatchObject({ fields: { reason: message } })
})
