import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { forgetRulebook } from "../rules/rulebook.server.ts"
import { findDue } from "./due.sql.server.ts"
import { noticeRule } from "./rules/index.ts"

// Operators have moved two days of the procedure: registration from the 11th to the 8th, the centre from the 15th to the 20th.

let people: Cast

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera"]))
	await prisma.rulebookEdition.create({
		data: {
			number: 1,
			inForceFrom: "2026-08-01",
			note: "Распоряжение № 12",
			changes: {
				rules: {
					registration_day: { numbers: { registration: 8 } },
					centre_day: { numbers: { centre: 20 } },
				},
				added: [],
			},
			draftedById: of(people, "operator").id,
			draftedAt: NOW,
			publishedById: of(people, "operator").id,
			publishedAt: NOW,
		},
		select: { id: true },
	})
	forgetRulebook()
	await bring(people, { teacher: "anna", until: "submitted" })
	await bring(people, { teacher: "vera", until: "awaitingTeacher" })
})

const deadlinesTold = async (name: string, today: string) => {
	const rule = noticeRule(name)
	if (!rule) throw new Error(`no rule «${name}»`)
	const due = await findDue(prisma, rule, { today, limit: 100 })
	return [...new Set(due.map(({ deadline }) => deadline))]
}

test.each([
	["registration-day", "2026-10-05", []],
	["registration-day", "2026-10-06", ["2026-10-08"]],
	["registration-day", "2026-10-08", ["2026-10-08"]],
	["registration-day", "2026-10-09", []],
	["conclusions-day", "2026-10-14", []],
	["conclusions-day", "2026-10-15", ["2026-10-20"]],
	["conclusions-day", "2026-10-20", ["2026-10-20"]],
	["conclusions-day", "2026-10-21", []],
])("«%s» of %s follows the operators' days", async (name, today, told) => {
	expect(await deadlinesTold(name, today)).toEqual(told)
})

test("a letter about a conclusion names the operators' last day for the signature", async () => {
	const [letter, ...others] = await prisma.letter.findMany({
		where: { kind: "conclusion-arrived", personId: of(people, "vera").id },
		select: { text: true, createdAt: true },
	})
	expect(others).toEqual([])
	expect(civilDate(letter?.createdAt ?? NOW) < "2026-10-15", "the built-in day was still ahead").toBe(true)
	expect(letter?.text).toContain("20 октября 2026")
	expect(letter?.text).not.toContain("15 октября 2026")
})
