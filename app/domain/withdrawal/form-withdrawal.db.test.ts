import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, newWithdrawal, of, openRegion, teachers } from "#tests/factories.ts"

let people: Cast
beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "expert1", "expert2"],
		teachers(["anna", "boris", "vera"]),
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
