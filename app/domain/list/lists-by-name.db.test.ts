import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import {
	approveSchedule,
	bring,
	CALENDAR,
	type Cast,
	NOW,
	newWithdrawal,
	of,
	openRegion,
	teachers,
} from "#tests/factories.ts"
import { viewExperts } from "../expert/operator-experts.view.server.ts"
import { findRoles } from "../role/roles.view.server.ts"
import { viewPublicPeriod } from "../schedule/public-schedule.view.server.ts"
import { EXPERT_LISTS, groupList, SCHOOL_LISTS } from "./cabinet-lists.server.ts"
import type { OpenedList } from "./list.ts"
import { MUNICIPALITY_LISTS, type MunicipalityListName } from "./municipality-lists.server.ts"
import { OPERATOR_LISTS, type OperatorListName } from "./operator-lists.server.ts"

// Every list that searches by name finds a person however the name is typed. One person has letters and signs that people
// type in several ways; the other is written without ё, and is looked for with it.

const HARD = { surname: "Д’Артёмова-Щёголева", name: "Алёна", patronymic: "Фёдоровна" }
const PLAIN = { surname: "Семенова", name: "Алена", patronymic: "Федоровна" }
const TYPED: readonly [string, typeof HARD][] = [
	["Д’Артёмова-Щёголева Алёна", HARD],
	["д'артемова-щеголева алена", HARD],
	["Дʼартёмова", HARD],
	["д`артемова", HARD],
	["ЩЕГОЛЕВА", HARD],
	["алена фёдоровна щёголева", HARD],
	["д'артемова–щеголева", HARD],
	["д'артемова щеголева", HARD],
	["артё", HARD],
	["Семёнова Алёна Фёдоровна", PLAIN],
	["СЕМЁНОВА", PLAIN],
	["семенова алена", PLAIN],
]

// By the name, or by the login where a list shows no name.
const IS_HARD = /Артёмова|1st/
const IS_PLAIN = /Семенова Алена|2nd/

let people: Cast

const spelled = (suffix: string, spelling: typeof HARD) => [
	...teachers(
		["draft", "sent", "waits", "planned", "simple"].map((name) => `${name}${suffix}`),
		spelling,
	),
	...teachers([`expert${suffix}`], {
		...spelling,
		role: "expert",
		organisation: "902",
		inviter: "municipal",
	}),
]

beforeAll(async () => {
	people = await openRegion(
		["municipal", "school", "head", "expert1", "expert2"],
		[...spelled("1st", HARD), ...spelled("2nd", PLAIN)],
	)
	for (const suffix of ["1st", "2nd"]) {
		await bring(people, { teacher: `draft${suffix}`, until: "editing" })
		await bring(people, { teacher: `sent${suffix}`, until: "submitted" })
		const leaving = await bring(people, { teacher: `waits${suffix}`, until: "registered" })
		await newWithdrawal(of(people, `waits${suffix}`), leaving, "submitted")
		await bring(people, { teacher: `simple${suffix}`, until: "registered", simplified: true })
		await bring(people, { teacher: `planned${suffix}`, until: "assigned", period: "open" })
		await prisma.accessLog.create({
			data: {
				actorId: of(people, `planned${suffix}`).id,
				personId: of(people, `planned${suffix}`).id,
				what: "read",
				path: "/teacher",
				at: NOW,
			},
		})
	}
	await approveSchedule(people)
}, 120_000)

async function rowsOf(list: OpenedList): Promise<string> {
	const rows: unknown[] = []
	for await (const row of list.rows()) rows.push(row)
	return JSON.stringify(rows)
}
const query = (asked: Record<string, string>) => new URLSearchParams(asked)
const municipality =
	(list: MunicipalityListName, more: Record<string, string> = {}) =>
	(q: string) =>
		rowsOf(
			MUNICIPALITY_LISTS[list]({
				actor: of(people, "municipal"),
				municipalityCode: "tomsk",
				query: query({ ...more, q }),
				now: NOW,
			}),
		)
const operator =
	(list: OperatorListName, field: string, more: Record<string, string> = {}) =>
	(typed: string) =>
		rowsOf(
			OPERATOR_LISTS[list]({
				actor: of(people, "operator"),
				query: query({ ...more, [field]: typed }),
				now: NOW,
			}),
		)
const school = (list: keyof typeof SCHOOL_LISTS) => (name: string) =>
	rowsOf(SCHOOL_LISTS[list]({ actor: of(people, "school"), query: query({ name }), now: NOW }))

const LISTS: Record<string, (typed: string) => Promise<string>> = {
	"teachers who did not submit": municipality("not-submitted"),
	registration: municipality("registration"),
	scheduling: municipality("scheduling"),
	attestation: municipality("attestation"),
	"applications that can be withdrawn": municipality("exclusion"),
	withdrawals: municipality("withdrawals"),
	"papers of a municipality": municipality("papers"),
	"the coordinator's experts": municipality("experts"),
	"all applications": operator("applications", "name"),
	conclusions: operator("conclusions", "name", { show: "to-admit" }),
	"the audit, by who acted": operator("audit", "who"),
	"the audit, by whose data": operator("audit", "whose"),
	"a school's applications": school("applications"),
	"a school's teachers": school("teachers"),
	"a school's withdrawals": school("withdrawals"),
	"an expert's teachers": (q) =>
		rowsOf(EXPERT_LISTS.attestation({ actor: of(people, "expert1"), query: query({ q }), now: NOW })),
	"the papers of a group": (q) =>
		rowsOf(groupList({ actor: of(people, "head"), query: query({ q }), now: NOW })),
	letters: operator("mail", "person"),
	"the operator's experts who are not on a roster": async (q) =>
		JSON.stringify(
			await viewExperts({ actor: of(people, "operator"), query: { municipality: "tomsk", q }, now: NOW }),
		),
	"people and their roles": async (name) =>
		JSON.stringify((await findRoles({ actor: of(people, "operator"), name, now: NOW })).rows),
	"the public schedule": async (q) =>
		JSON.stringify(await viewPublicPeriod(CALENDAR.open, { municipality: "", q, page: 1 })),
}

const PHONES = { "1st": "+7 913 555-04-17", "2nd": "8 (923) 555-04-18" }
/** Lists of people whose phone is no way to ask for them. */
const BY_NAME_ALONE = [
	"the coordinator's experts",
	"the audit, by who acted",
	"the audit, by whose data",
	"letters",
	"the operator's experts who are not on a roster",
	"people and their roles",
	"the public schedule",
]

describe("a list of teachers or of their applications finds one by the phone", () => {
	beforeAll(async () => {
		for (const [suffix, mobilePhone] of Object.entries(PHONES))
			await prisma.person.updateMany({
				where: { username: { endsWith: suffix } },
				data: { mobilePhone },
			})
	})

	test.each(
		Object.entries(LISTS).filter(([name]) => !BY_NAME_ALONE.includes(name)),
	)("%s", async (_name, found) => {
		const text = await found("8 913 555 04 17")
		expect([IS_HARD.test(text), IS_PLAIN.test(text)]).toEqual([true, false])
		expect(await found("89135550419")).not.toMatch(/1st|2nd|Артёмова|Семенова Ал/)
	})
})

describe("a list finds a name with е or ё, either apostrophe, any hyphen and words in any order", () => {
	test.each(Object.entries(LISTS))("%s", async (_name, found) => {
		const missed: string[] = []
		for (const [typed, whom] of TYPED) {
			const text = await found(typed)
			const [asked, other] = whom === HARD ? [IS_HARD, IS_PLAIN] : [IS_PLAIN, IS_HARD]
			if (!asked.test(text)) missed.push(typed)
			if (other.test(text)) missed.push(`${typed} found the other`)
		}
		expect(missed).toEqual([])
		expect(await found("Никогойская")).not.toMatch(/1st|2nd|Артёмова|Семенова Ал/)
	})
})

test("withdrawals are sorted by the name of the teacher", async () => {
	const order = async (sort: string) => {
		const text = await municipality("withdrawals", { sort })("")
		return text.indexOf(HARD.surname) < text.indexOf(PLAIN.surname)
	}
	expect([await order("name"), await order("-name")]).toEqual([true, false])
})
