import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { approveSchedule, bring, type Cast, NOW, of, openRegion, send, teachers } from "#tests/factories.ts"
import { forgetRulebook } from "../rules/rulebook.server.ts"
import { findDue } from "./due.sql.server.ts"
import { viewMailing } from "./mailing.server.ts"
import { noticeRule } from "./rules/index.ts"

// Operators have moved three days of the procedure: registration from the 11th to the 8th, the centre from the 15th to the 20th, the
// advice to renew a category from three months before its end to six.

let people: Cast
const at = (day: string) => instantOf(`${day}T10:00`)

beforeAll(async () => {
	people = await openRegion(["municipal", "expert1", "expert2"], teachers(["anna", "vera", "zoya"]))
	await prisma.category.create({
		data: {
			personId: of(people, "zoya").id,
			positionCode: "uchitel",
			category: "first",
			setOn: "2022-08-31",
			endsOn: "2027-08-31",
		},
		select: { id: true },
	})
	await prisma.rulebookEdition.create({
		data: {
			number: 1,
			inForceFrom: "2026-08-01",
			note: "Распоряжение № 12",
			changes: {
				rules: {
					registration_day: { numbers: { registration: 8 } },
					centre_day: { numbers: { centre: 20 } },
					category_ends_soon: { numbers: { renewalMonths: 6 } },
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
	const vera = await bring(people, { teacher: "vera", until: "assigned", period: "open" })
	await approveSchedule(people)
	const conclusion = { verdict: "meets", complete: "on", files: [await putScan("conclusion vera", 2)] }
	await send(of(people, "expert1"), "application", vera, "conclusion.attach", conclusion, at("2026-11-25"))
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
	["conclusions-day", "2026-12-14", []],
	["conclusions-day", "2026-12-15", ["2026-12-20"]],
	["conclusions-day", "2026-12-20", ["2026-12-20"]],
	["conclusions-day", "2026-12-21", []],
	["category-ends", "2027-01-30", []],
	["category-ends", "2027-01-31", ["2027-02-28"]],
	["category-ends", "2027-02-28", ["2027-02-28"]],
	["category-ends", "2027-03-01", []],
])("«%s» of %s follows the operators' days", async (name, today, told) => {
	expect(await deadlinesTold(name, today)).toEqual(told)
})

test("a reminder by hand names the operators' last day of registration", async () => {
	const asked = { actor: of(people, "municipal"), municipalityCode: "tomsk", to: "withoutForm", message: "" }
	expect((await viewMailing({ ...asked, now: at("2026-10-08") })).text).toContain("8 октября 2026 года")
	expect((await viewMailing({ ...asked, now: at("2026-10-09") })).text).toContain("8 ноября 2026 года")
})

test("a letter about a conclusion names the operators' last day for the signature", async () => {
	const [letter, ...others] = await prisma.letter.findMany({
		where: { kind: "conclusion-arrived", personId: of(people, "vera").id },
		select: { text: true },
	})
	expect(others).toEqual([])
	expect(letter?.text).toContain("20 декабря 2026")
	expect(letter?.text).not.toContain("15 декабря")
})
