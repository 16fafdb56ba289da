import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { period } from "#machines/calendar.ts"
import { bring, CALENDAR, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { viewMunicipalityExperts } from "./municipality-experts.view.server.ts"

let people: Record<string, Actor>
beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "expert1", "expert2", "expert3", "expert4"],
		teachers(["anna", "boris"]),
	)
	for (const teacher of ["anna", "boris"])
		await bring(people, { teacher, until: "assigned", period: "open", experts: 2 })
	await prisma.rosterEntry.deleteMany({ where: { expertId: of(people, "expert3").id } })
	await prisma.rosterEntry.updateMany({
		where: { expertId: of(people, "expert1").id },
		data: { order: "№ 901-р" },
	})
}, 60_000)

const half = CALENDAR.open < "2027-01" ? "2026-2" : "2027-1"
const view = (municipalityCode = "tomsk", asked: string | null = half) =>
	viewMunicipalityExperts({ municipalityCode, half: asked, now: NOW })
const row = async (username: string, asked = half) =>
	(await view("tomsk", asked)).rows.find(({ id }) => id === of(people, username).id)

describe("the experts of a municipality", () => {
	test("are listed with their place on the roster, with their teachers in each period and the contract of the half-year", async () => {
		expect(await row("expert1")).toMatchObject({
			entryId: expect.any(String),
			contractStatus: "none",
			order: "№ 901-р",
			gone: false,
			loads: [{ period: period(CALENDAR.open).label, count: 2 }],
			contract: `/municipality/experts/${of(people, "expert1").id}/contract.docx?half=${half}`,
		})
		expect(await row("expert3")).toMatchObject({ entryId: null, order: "", loads: [] })
	})
	test("do not include those of another municipality", async () => {
		expect(await row("expert4")).toBeUndefined()
		const { rows } = await view("kolpashevsky")
		expect(rows.map(({ id }) => id)).toEqual([of(people, "expert4").id])
	})
	test("are shown for the half-year whose contracts are signed now when the address names none that exists", async () => {
		const { half: shown, halves, schoolYear } = await view("tomsk", "x")
		expect(shown).toBe("2026-2")
		expect(schoolYear).toBe("2026/2027")
		expect(halves.map(({ value }) => value)).toEqual(["2027-1", "2026-2", "2026-1"])
		expect((await view("tomsk", "2024-1")).halves.map(({ value }) => value)).toContain("2024-1")
	})
	test("include an expert who has left but worked in the half-year", async () => {
		for (const username of ["expert2", "expert3"])
			await prisma.engagement.updateMany({
				where: { personId: of(people, username).id, role: "expert" },
				data: { to: NOW },
			})
		expect(await row("expert2")).toMatchObject({ gone: true, loads: [{ count: 2 }] })
		expect(await row("expert3")).toBeUndefined()
		expect(await row("expert2", "2025-1")).toBeUndefined()
	})
})
