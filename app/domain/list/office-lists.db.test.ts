import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { approveSchedule, bring, type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { blockAccount, viewBlocked } from "../account/block-account.server.ts"
import { PREFILLED } from "../invitation/invitation.schema.ts"
import { viewInvitations } from "../invitation/invitation.view.server.ts"
import { sendInvitation } from "../invitation/send-invitation.server.ts"
import { csvOf } from "./csv.ts"
import type { OpenedList } from "./list.ts"
import { MUNICIPALITY_LISTS, type MunicipalityListName } from "./municipality-lists.server.ts"
import { OPERATOR_LISTS, type OperatorListName } from "./operator-lists.server.ts"

// Files of the offices' lists of experts, accounts, sittings and records, in every order that their pages offer.

const HOUR = 3_600_000

let people: Cast

beforeAll(async () => {
	people = await openRegion(
		[
			"operator2",
			"municipal",
			"municipal2",
			"municipal3",
			"school",
			"expert1",
			"expert2",
			"expert3",
			"expert6",
		],
		teachers(["vera"], { surname: "Верина" }),
	)
	await bring(people, { teacher: "vera", until: "assigned", period: "open" })
	await approveSchedule(people)
	const ROSTER = {
		expert1: { order: "№ 12-р", autumnContract: "signed" },
		expert2: { order: "№ 7-р", autumnContract: "" },
		expert6: { order: "", autumnContract: "collected" },
	}
	for (const [username, data] of Object.entries(ROSTER))
		await prisma.rosterEntry.updateMany({ where: { expertId: of(people, username).id }, data })
	await prisma.rosterEntry.deleteMany({ where: { expertId: of(people, "expert3").id } })
}, 120_000)

/** The marks in the file, in its order. */
async function inOrder(list: OpenedList, marks: RegExp): Promise<string[]> {
	let text = ""
	for await (const part of csvOf(list)) text += part
	return text.match(marks) ?? []
}
const operator = (name: OperatorListName, query: string, marks: RegExp) =>
	inOrder(
		OPERATOR_LISTS[name]({ actor: of(people, "operator"), query: new URLSearchParams(query), now: NOW }),
		marks,
	)
const municipality = (name: MunicipalityListName, query: string, marks: RegExp) =>
	inOrder(
		MUNICIPALITY_LISTS[name]({
			actor: of(people, "municipal"),
			municipalityCode: "tomsk",
			query: new URLSearchParams(query),
			now: NOW,
		}),
		marks,
	)

const EXPERTS = /Куприянов|Одинцова|Рогожкина|Тюменцева/g
const [L, O, R, T] = ["Куприянов", "Одинцова", "Рогожкина", "Тюменцева"]

describe("the operator's roster", () => {
	test.each([
		["", [L, O, R]],
		["sort=-name", [R, O, L]],
		["sort=order", [O, L, R]],
		["sort=-order", [L, O, R]],
		["sort=load", [R, L, O]],
		["sort=-load", [L, O, R]],
		["sort=-name&q=Одинцова", [O]],
	])("is in the order of its address, those without an order last: %s", async (query, order) => {
		expect(await operator("experts", `municipality=tomsk&${query}`, EXPERTS)).toEqual(order)
	})
})

describe("a coordinator's experts", () => {
	test.each([
		["", [L, O, R, T]],
		["sort=-name", [T, R, O, L]],
		["sort=roster", [R, O, L, T]],
		["sort=-roster", [L, O, R, T]],
		["sort=load", [R, T, L, O]],
		["sort=-load", [L, O, R, T]],
		["sort=contract", [L, R, O, T]],
		["sort=-contract", [O, R, L, T]],
	])("are in the order of their address, those who are not on the roster last: %s", async (query, order) => {
		expect(await municipality("experts", `half=2026-2&${query}`, EXPERTS)).toEqual(order)
	})
})

const LOGINS = /\b(?:expert[1236]|municipal[23]?|operator2?|school)\b/g

describe("those who came by an invitation", () => {
	test.each([
		["", ["expert2", "expert1", "expert6", "school", "expert3"]],
		["sort=-name", ["expert3", "school", "expert6", "expert1", "expert2"]],
		["sort=username", ["expert1", "expert2", "expert3", "expert6", "school"]],
		["sort=-email", ["school", "expert6", "expert3", "expert2", "expert1"]],
		["sort=role", ["school", "expert2", "expert1", "expert6", "expert3"]],
		["sort=-role", ["expert2", "expert1", "expert6", "expert3", "school"]],
		["sort=username&q=EXPERT", ["expert1", "expert2", "expert3", "expert6"]],
		["q=рогожкина эмма", ["expert6"]],
	])("are in a coordinator's list in the order of its address: %s", async (query, order) => {
		expect(await municipality("invitations", `${query}&hide=email`, LOGINS)).toEqual(order)
	})

	test.each([
		["sort=municipality", ["municipal", "municipal2", "municipal3", "operator2"]],
		["sort=-municipality", ["municipal3", "municipal", "municipal2", "operator2"]],
		["sort=-role", ["operator2", "municipal", "municipal2", "municipal3"]],
	])("are in an operator's list in the order of its address: %s", async (query, order) => {
		expect(await operator("users", `${query}&hide=email`, LOGINS)).toEqual(order)
	})
})

describe("what stands beside them on the page", () => {
	const actor = () => of(people, "municipal")
	const invite = (email: string, role: "expert" | "school_coordinator", hours: number) =>
		sendInvitation({
			actor: actor(),
			form: { ...PREFILLED, email, role, municipalityCode: "tomsk" },
			now: new Date(NOW.getTime() + hours * HOUR),
		})
	beforeAll(async () => {
		await invite("b@example.org", "expert", 1)
		await invite("A@example.org", "school_coordinator", 2)
		await invite("c@example.org", "school_coordinator", 3)
		for (const [index, username] of ["expert3", "expert6"].entries())
			await blockAccount({
				actor: of(people, "operator"),
				form: { username, reason: index === 0 ? "Уволилась" : "Отпуск" },
				now: new Date(NOW.getTime() + index * HOUR),
			})
	})

	test.each([
		["", "cAb"],
		["email", "Abc"],
		["-email", "cbA"],
		["role", "cAb"],
		["-role", "bcA"],
		["state", "bAc"],
		["-state", "cAb"],
	])("invitations without an answer are in the order «%s»", async (sort, order) => {
		const { waiting } = await viewInvitations({ actor: actor(), sort, now: NOW })
		expect(waiting.map(({ email }) => email[0]).join("")).toBe(order)
	})

	test("and are found by a part of their address", async () => {
		const asked = { actor: actor(), q: "a@EXAMPLE", now: NOW }
		const { waiting, waitingTotal } = await viewInvitations(asked)
		expect([waiting.map(({ email }) => email), waitingTotal]).toEqual([["A@example.org"], 1])
	})

	test.each([
		["", ["expert6", "expert3"]],
		["name", ["expert6", "expert3"]],
		["-name", ["expert3", "expert6"]],
		["since", ["expert3", "expert6"]],
		["-since", ["expert6", "expert3"]],
		["reason", ["expert6", "expert3"]],
		["-reason", ["expert3", "expert6"]],
	])("closed accounts are in the order «%s»", async (sort, order) => {
		const blocked = await viewBlocked(of(people, "operator"), sort)
		expect(blocked.map(({ username }) => username)).toEqual(order)
	})
})

describe("sittings", () => {
	const DAYS = /\d+ (?:августа|сентября|декабря)/g
	const [AHEAD, TO_ENTER, READY, SETTLED, CALLED_OFF] = [
		"20 декабря",
		"10 сентября",
		"20 сентября",
		"25 августа",
		"15 августа",
	]

	beforeAll(async () => {
		const held = { members: 10, present: 8, createdAt: NOW }
		await prisma.sitting.createMany({
			data: [
				{ heldOn: "2026-12-20", createdAt: NOW },
				{ heldOn: "2026-09-10", createdAt: NOW },
				{
					...{ ...held, heldOn: "2026-09-20", protocolNumber: "10" },
					...{ orderNumber: "5-р", orderDate: "2026-09-25" },
				},
				{
					...{ ...held, id: "settled", heldOn: "2026-08-25", protocolNumber: "9/2026" },
					...{ orderNumber: "4-р", orderDate: "2026-09-30" },
				},
				{
					heldOn: "2026-08-15",
					createdAt: NOW,
					calledOffAt: NOW,
					calledOffById: of(people, "operator").id,
					calledOffReason: "Нет кворума",
				},
			],
		})
		await prisma.application.updateMany({
			where: { teacherId: of(people, "vera").id },
			data: { sittingId: "settled", stateSince: new Date("2026-08-26T05:00:00Z") },
		})
	})

	test.each([
		["", [AHEAD, READY, TO_ENTER, SETTLED, CALLED_OFF]],
		["sort=date", [CALLED_OFF, SETTLED, TO_ENTER, READY, AHEAD]],
		["sort=-date", [AHEAD, READY, TO_ENTER, SETTLED, CALLED_OFF]],
		["sort=state", [AHEAD, TO_ENTER, READY, SETTLED, CALLED_OFF]],
		["sort=-state", [CALLED_OFF, SETTLED, READY, TO_ENTER, AHEAD]],
		["sort=protocol", [SETTLED, READY, AHEAD, TO_ENTER, CALLED_OFF]],
		["sort=-protocol", [READY, SETTLED, AHEAD, TO_ENTER, CALLED_OFF]],
		["sort=order", [READY, SETTLED, AHEAD, TO_ENTER, CALLED_OFF]],
		["sort=-order", [SETTLED, READY, AHEAD, TO_ENTER, CALLED_OFF]],
		["sort=decisions", [AHEAD, READY, TO_ENTER, SETTLED, CALLED_OFF]],
	])("are in the order of their address, those without a number last: %s", async (query, order) => {
		expect(await operator("sittings", query, DAYS)).toEqual(order)
	})
})

describe("what grows without end is sorted by time alone, either way", () => {
	const rowsOf = async (name: OperatorListName, query: string) => {
		const list = OPERATOR_LISTS[name]({
			actor: of(people, "operator"),
			query: new URLSearchParams(query),
			now: NOW,
		})
		const rows: string[] = []
		for await (const row of list.rows()) rows.push(row.join(" | "))
		return { heads: list.heads, rows }
	}

	test.each([
		["mail", "", "when"],
		["mail", "state=queued", "when"],
		["audit", "show=deeds", "at"],
		["audit", "show=accounts", "at"],
		["audit", "show=accounts&from=2026-09-01", "at"],
		["audit", "show=deeds&from=2026-09-01&until=2026-12-31", "at"],
	] as const)("%s, %s", async (name, query, column) => {
		const latest = await rowsOf(name, query)
		const oldest = await rowsOf(name, `${query}&sort=${column}`)
		expect(latest.rows.length).toBeGreaterThan(1)
		expect(oldest.rows).toEqual(latest.rows.toReversed())
		expect(await rowsOf(name, `${query}&sort=-${column}`)).toEqual(latest)
		expect(await rowsOf(name, `${query}&sort=who`)).toEqual(latest)
	})

	test("and a column of the page is hidden in the file with all that it says", async () => {
		expect((await rowsOf("mail", "hide=when,attempts")).heads).toEqual(["Кому", "Тема", "Состояние"])
		expect((await rowsOf("audit", "hide=what,whose")).heads).toEqual(["Когда", "Кто", "Адрес страницы"])
	})
})
