import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, giveRole, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { answerRepair } from "./repair-form.server.ts"

// A proposal needs a second operator, so a letter must tell the others about it.

let people: Cast
let plain: string
let own: string
const REASON = "Решение суда от 1 октября 2026 г. № 12"

beforeAll(async () => {
	people = await openRegion(["municipal", "operator2"], teachers(["plain", "own"]))
	plain = await bring(people, { teacher: "plain", until: "registered" })
	own = await bring(people, { teacher: "own", until: "registered" })
	await giveRole(people, "own", "operator", "operator")
})

const waiting = (subjectId: string) => prisma.repair.findFirstOrThrow({ where: { subjectId, outcome: null } })
const answer = (id: string, username: string, form: Record<string, unknown>) =>
	answerRepair({ actor: of(people, username), subject: "application", id, form, now: NOW })
const propose = async (id: string, username: string, change: Record<string, unknown> = {}) => {
	const { version } = await prisma.application.findUniqueOrThrow({ where: { id } })
	return answer(id, username, {
		intent: "propose",
		to: "submitted",
		reason: REASON,
		version: String(version),
		...change,
	})
}
const takeBack = async (id: string, username: string) =>
	answer(id, username, { intent: "takeBack", repairId: (await waiting(id)).id })
/** The addresses that get a letter while `work` runs. */
async function writtenBy(work: () => Promise<unknown>) {
	const before = await prisma.letter.findMany({ select: { id: true } })
	await work()
	return prisma.letter.findMany({
		where: { id: { notIn: before.map(({ id }) => id) } },
		orderBy: { id: "asc" },
	})
}

test("every operator who may confirm a proposal gets a letter that says what, why, by whom and where", async () => {
	const letters = await writtenBy(() => propose(plain, "operator"))
	expect(letters.map(({ personId }) => personId).sort()).toEqual(
		[of(people, "operator2").id, of(people, "own").id].sort(),
	)
	for (const { kind, text } of letters) {
		expect(kind).toBe("repair-proposed")
		expect(text).toContain("было «Зарегистрировано», станет «Подано»")
		for (const words of [REASON, of(people, "operator").fullName, `/operator/repair/application/${plain}`])
			expect(text).toContain(words)
	}
	await takeBack(plain, "operator")
})

test("the proposer and an operator whose own application it is get no letter", async () => {
	const letters = await writtenBy(() => propose(own, "operator2"))
	expect(letters.map(({ personId }) => personId)).toEqual([of(people, "operator").id])
	await takeBack(own, "operator2")
})

test("a refused proposal sends no letter, nor does a second one while the first waits", async () => {
	expect(
		await writtenBy(() =>
			expect(propose(plain, "operator", { to: "registered" })).rejects.toMatchObject({ code: "invalid" }),
		),
	).toEqual([])
	await propose(plain, "operator")
	expect(
		await writtenBy(() =>
			expect(propose(plain, "operator2")).rejects.toMatchObject({ code: "not-allowed-now" }),
		),
	).toEqual([])
	await takeBack(plain, "operator")
})

test("without a second operator a proposal waits, and the proposer is told so", async () => {
	const others = { role: "operator", personId: { not: of(people, "operator").id }, to: null }
	const offices = (await prisma.engagement.findMany({ where: others, select: { id: true } })).map(
		({ id }) => id,
	)
	const setEnd = (to: Date | null) =>
		prisma.engagement.updateMany({ where: { id: { in: offices } }, data: { to } })
	await setEnd(NOW)
	expect(await propose(plain, "operator")).toMatch(/нужен второй оператор/)
	await setEnd(null)
	await takeBack(plain, "operator")
	expect(await propose(plain, "operator")).toMatch(/отправлено письмо/)
})
