import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { approveSchedule, bring, type Cast, of, openRegion, send, teachers } from "#tests/factories.ts"

const APPROVED = instantOf("2026-10-20T10:00")

let people: Cast
let id: string

const replace = (seat: number, expert: string) =>
	send(
		of(people, "operator"),
		"application",
		id,
		"expert.replace",
		{
			seat: String(seat),
			expert: of(people, expert).id,
			colleagueReason: "Других в списке нет",
			reason: "Болезнь",
		},
		APPROVED,
	)
const letters = () => prisma.letter.count()

beforeAll(async () => {
	people = await openRegion(
		["municipal", "expert1", "expert2", "expert3", "operator"],
		teachers(["teacher-a"], { organisation: "904" }),
	)
	id = await bring(people, { teacher: "teacher-a", period: "open", until: "assigned" })
	await approveSchedule(people, APPROVED)
})

describe("after the approval of a schedule", () => {
	test.each([
		["by themselves", 1, "expert1"],
		["by the other one", 1, "expert2"],
	])("an expert is not replaced %s, and nobody gets a letter", async (_, seat, expert) => {
		const before = await letters()
		await expect(replace(seat, expert)).rejects.toMatchObject({
			code: "not-allowed-now",
			reasons: ["Выберите двух разных специалистов."],
		})
		expect(await letters()).toBe(before)
	})

	test("another expert takes the seat, and all three people concerned get a letter", async () => {
		const before = await letters()
		await replace(1, "expert3")
		const seats = await prisma.seat.findMany({ where: { applicationId: id }, orderBy: { seat: "asc" } })
		expect(seats.map(({ expertId }) => expertId)).toEqual([
			of(people, "expert3").id,
			of(people, "expert2").id,
		])
		expect(await letters()).toBe(before + 3)
	})
})
