import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { bring, giveRole, of, openRegion, send, teachers } from "#tests/factories.ts"

const FIFTY = Array.from({ length: 50 }, (_, index) => index)

/** More of them than the program has connections, so they wait for each other and for the municipality's next number. */
describe("fifty coordinators at once", () => {
	let people: Record<string, Actor>
	let coordinators: Actor[]

	beforeAll(async () => {
		const names = FIFTY.flatMap((number) => [`filed${number}`, `office${number}`])
		people = await openRegion(["municipal", "expert1", "expert2"], teachers(names))
		coordinators = []
		for (const number of FIFTY)
			coordinators.push(await giveRole(people, `office${number}`, "municipal_coordinator", "operator"))
	})

	const register = (coordinator: Actor, id: string) =>
		send(coordinator, "application", id, "application.register")

	test("who register one application each give fifty numbers without a gap, and one letter to each teacher", async () => {
		const ids: string[] = []
		for (const number of FIFTY)
			ids.push(await bring(people, { teacher: `filed${number}`, until: "submitted", age: 6 }))
		await Promise.all(coordinators.map((coordinator, number) => register(coordinator, ids[number] ?? "")))

		const rows = await prisma.application.findMany({ where: { id: { in: ids } } })
		expect(rows.map(({ journalNumber }) => journalNumber).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
			FIFTY.map((number) => number + 1),
		)
		expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["registered"]))
		const letters = await prisma.letter.groupBy({
			by: ["personId"],
			where: { kind: "application-registered" },
			_count: true,
		})
		expect(letters.map(({ _count }) => _count)).toEqual(FIFTY.map(() => 1))
	})

	test("who register the same application have one winner, and every other one is told in words", async () => {
		const teacher = of(people, "office0")
		const id = await bring(people, { teacher: "office0", until: "submitted", age: 6 })
		const others = coordinators.filter((one) => one.id !== teacher.id)
		const results = await Promise.allSettled(others.map((coordinator) => register(coordinator, id)))
		const refused = results.filter((one) => one.status === "rejected")
		expect(refused).toHaveLength(others.length - 1)
		for (const { reason } of refused) {
			expect(["stale", "not-allowed-now"]).toContain(reason.code)
			expect(reason.message).toMatch(/[а-яё]/)
		}
		expect((await prisma.application.findUniqueOrThrow({ where: { id } })).journalNumber).toBe(51)
		const told = await prisma.letter.count({
			where: { kind: "application-registered", personId: teacher.id },
		})
		expect(told).toBe(1)
	})
})
