import { describe, expect, test } from "vitest"
import { verdictOf } from "#tests/matrix/machine-table.ts"
import type { ExpertFacts } from "./application.facts.ts"
import { applicationLifecycle } from "./application.texts.ts"
import { at, expert, facts, held, leads, open, today } from "./test-application.ts"

describe("events with several targets", () => {
	const sent = { verdict: "fails", accepted: true, complete: true }
	test.each([
		["scheduled.approved", "conclusion.attach"],
		["concluded.awaitingTeacher", "conclusion.replace"],
		["concluded.disputed", "conclusion.replace"],
		["concluded.signed", "conclusion.replace"],
	])("in %s a conclusion with the teacher's signature is signed at once (%s)", (state, event) => {
		expect(leads(state, event, {}, { ...sent, signedByTeacher: true })).toBe("concluded.signed")
		expect(leads(state, event, {}, { ...sent, signedByTeacher: false })).toBe("concluded.awaitingTeacher")
		expect(leads(state, event, {}, { ...sent, signedByTeacher: true, complete: false })).toBeNull()
	})

	test("a returned conclusion of the simplified procedure leaves the application registered", () => {
		const remark = { remark: "Диплом не подтверждён" }
		const simplifiedOne = { procedure: "simplified" }
		expect(leads("concluded.assessed", "conclusion.return", simplifiedOne, remark)).toBe("registered")
		expect(leads("concluded.assessed", "conclusion.return", {}, remark)).toBe("scheduled.approved")
		expect(leads("concluded.assessed", "conclusion.return", simplifiedOne, { remark: "" })).toBeNull()
	})

	test("the commission grants, refuses, or has not decided", () => {
		const decide = (decision: string) => leads("concluded.assessed", "application.decide", {}, { decision })
		expect([decide("granted"), decide("refused"), decide("")]).toEqual([
			"concluded.granted",
			"concluded.refused",
			null,
		])
	})

	test.each([
		["bearsTeachersSignature", { signedByTeacher: true }, "На заключении ещё нет подписи педагога."],
		["isGranted", { decision: "granted" }, "Выберите решение комиссии."],
		["isRefused", { decision: "refused" }, "Выберите решение комиссии."],
	])("%s has its own words too", (guard, data, says) => {
		expect(verdictOf(applicationLifecycle, guard, facts, data)).toBeNull()
		expect(verdictOf(applicationLifecycle, guard, facts, {})).toBe(says)
	})
})

describe("limits of the guards", () => {
	test("evidence is accepted through the last day in the remote form, and after it too in person", () => {
		const until = (evidenceUntil: string | null, attestationForm = "remote") =>
			leads(
				"registered",
				"attachment.add",
				{ evidenceUntil, attestationForm },
				{ purpose: "lesson_link", accepted: true },
			)
		expect(until(today)).toBe("registered")
		expect(until("2026-10-19")).toBeNull()
		expect(until(null)).toBe("registered")
		expect(until("2026-10-19", "in_person")).toBe("registered")
	})

	test("the day is that of Tomsk, where an evening in Greenwich is already tomorrow", () => {
		const late = { at: "2026-10-20T18:30:00.000Z", verdict: "meets", accepted: true, complete: true }
		const begins = { periodStartsOn: "2026-10-21" }
		expect(leads("scheduled.approved", "conclusion.attach", begins, late)).toBe("concluded.awaitingTeacher")
		expect(leads("scheduled.approved", "conclusion.attach", begins, { ...late, at })).toBeNull()
	})

	test("a quorum is two thirds of the members, and not one member less", () => {
		const present = (count: number, members = 9) =>
			leads(
				"concluded.assessed",
				"application.decide",
				{ chosen: { sitting: { ...held, present: count, members } } },
				{ decision: "granted" },
			)
		expect([present(6), present(5), present(7, 10), present(6, 10)]).toEqual([
			"concluded.granted",
			null,
			"concluded.granted",
			null,
		])
	})

	test("none, one or two experts may be assigned, and a colleague only with a reason", () => {
		const assign = (...experts: ExpertFacts[]) =>
			leads("registered", "schedule.assign", { chosen: { schedule: open, experts } }, {})
		const colleague = expert("one", { isColleague: true, colleagueReason: "Единственный по предмету" })
		expect([assign(), assign(expert("one")), assign(colleague, expert("two"))]).toEqual(
			Array(3).fill("scheduled.preliminary"),
		)
	})

	test("a paper entered by a coordinator may get its scan before it is formed", () => {
		const scan = { purpose: "application_scan", accepted: true }
		expect(leads("draft.editing", "attachment.add", { enteredForTeacher: true }, scan)).toBe("draft.editing")
		expect(leads("draft.editing", "attachment.add", {}, scan)).toBeNull()
		expect(leads("draft.editing", "attachment.remove", { enteredForTeacher: true }, scan)).toBe(
			"draft.editing",
		)
	})
})
