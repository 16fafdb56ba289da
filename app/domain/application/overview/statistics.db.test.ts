import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { viewStatistics } from "./statistics.view.server.ts"

let people: Cast

const view = (username: string, municipalityCode: string | null, year: string | null = null) =>
	viewStatistics({ actor: of(people, username), municipalityCode, year, now: NOW })

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3"],
		[
			...teachers(["first", "second"]),
			...teachers(["far"], { municipality: "kolpashevsky", organisation: "934" }),
		],
	)
	await bring(people, { teacher: "first", until: "registered" })
	const second = await bring(people, { teacher: "second", until: "submitted" })
	await bring(people, { teacher: "far", until: "submitted", municipality: "kolpashevsky" })
	await prisma.application.update({ where: { id: second }, data: { receivedOn: "2025-05-05" } })
})

test("statistics count the applications of a year in every way, next to the previous year", async () => {
	const { year, total, sections } = await view("municipal", "tomsk")
	expect(year).toBe(2026)
	expect(total).toEqual({ label: "Всего", filed: 1, before: 1, registered: 1, granted: 0, refused: 0 })
	for (const { id, rows } of sections) {
		const sum = rows.reduce((all, { filed, before }) => all + filed + before, 0)
		expect(sum, id).toBe(2)
	}
	expect(sections.map(({ id }) => id)).toEqual(["period", "category", "form", "organisation", "position"])
	expect((await view("municipal", "tomsk", "2025")).total).toMatchObject({ filed: 1, before: 0 })
})

test("statistics of the whole region are for operators, also by municipality", async () => {
	const { total, sections } = await view("operator", null)
	expect(total).toMatchObject({ filed: 2, before: 1 })
	expect(sections[0]?.rows.map(({ label }) => label)).toEqual(["Город Томск", "Колпашевский район"])
})

test("statistics of another municipality or of the region are not found by a coordinator", async () => {
	for (const place of ["kolpashevsky", null])
		await expect(view("municipal", place)).rejects.toMatchObject({ code: "not-found" })
	await expect(view("first", "tomsk")).rejects.toMatchObject({ code: "not-found" })
})
