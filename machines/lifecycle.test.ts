import { describe, expect, test } from "vitest"
import { createMachine } from "xstate"
import { APPLICATION_TAGS } from "#tests/proof/application.page.ts"
import { words } from "#tests/proof/page.ts"
import { noFacts } from "./application/application.facts.ts"
import type { ApplicationTag } from "./application/application.setup.ts"
import { stageOf } from "./application/application.stages.ts"
import { explainEvent, guardHolds, refusalOf } from "./explain.ts"
import { guardName } from "./guards.ts"
import { type AnyLifecycle, isTagged, shortOf, statesTagged } from "./lifecycle.ts"
import { isSubjectName, LIFECYCLES } from "./lifecycles.ts"
import {
	leafStates,
	restore,
	statePath,
	statesOf,
	stateValue,
	transitionsFor,
	UnknownState,
} from "./structure.ts"

const all = Object.values(LIFECYCLES)
const { application } = LIFECYCLES
const at = "2026-10-20T05:00:00.000Z"

describe.each<AnyLifecycle>(all)("of «$name»", (lifecycle) => {
	const { machine, name, guards } = lifecycle

	test("every stored state comes back as it was written", () => {
		for (const path of leafStates(machine)) {
			expect(statePath(stateValue(path))).toBe(path)
			expect(statePath(restore(machine, path, {}).value)).toBe(path)
		}
	})

	test("the machine has the lifecycle's name", () => {
		expect(machine.id).toBe(name)
	})

	test.each([
		"",
		"gone",
		"draft",
		"draft.editing.twice",
		"constructor",
		"__proto__",
	])("a stored state «%s» that the machine does not know is an error of its own kind", (path) => {
		expect(() => restore(machine, path, {})).toThrow(UnknownState)
		expect(() => restore(machine, path, {})).toThrow(`«${name}» has no state «${path}»`)
		expect(isTagged(lifecycle, path, "no such tag")).toBe(false)
	})

	test("every guard has a complete sentence, about facts or about what is sent", () => {
		const details = {
			...noFacts,
			formProblems: [],
			rulebookBlocks: ["Предложение."],
			withoutTwoExperts: [],
			withdrawalWaits: [],
		}
		for (const [guard, text] of Object.entries(guards)) {
			const reason = text.reason as string | ((facts: object) => string)
			const said = typeof reason === "function" ? reason(details) : reason
			expect(said, guard).toMatch(/^[А-ЯЁ].*\.$/)
			expect(["facts", "event"]).toContain(text.about)
			// A condition is a part of a sentence. The drawing shows it after «Условия:».
			expect(text.condition, guard).toMatch(/^[А-ЯЁа-яё«].*[^.\s]$/)
		}
	})

	test("the creation, the boxes and the count have their words", () => {
		const { creation, boxes = {}, counted } = lifecycle
		for (const words of [creation.text.button, creation.text.happened, ...counted])
			expect(words).toMatch(/^[А-Яа-яё]{4}/)
		expect(new Set(counted).size).toBeGreaterThanOrEqual(2)
		expect(counted).toHaveLength(3)
		const holding = Object.entries(machine.states).filter(([, node]) => Object.keys(node.states).length > 0)
		expect(Object.keys(boxes).sort()).toEqual(holding.map(([key]) => key).sort())
	})

	test("no guard crashes on an event without data", () => {
		const facts = {
			...noFacts,
			withoutTwoExperts: [],
			withdrawalWaits: [],
			expiresAt: at,
			attempts: 0,
			applicationWithdrawable: false,
		}
		expect(Object.keys(lifecycle.predicates).sort()).toEqual(Object.keys(guards).sort())
		for (const guard of Object.keys(guards))
			expect(typeof guardHolds(lifecycle, guard, facts, { type: "any", at })).toBe("boolean")
	})
})

/** The states of each tag, from the page that was written by hand. */
const TAGS: Record<string, string[]> = {}
for (const [state, worn] of Object.entries(APPLICATION_TAGS))
	for (const tag of words(worn)) TAGS[tag] = [...(TAGS[tag] ?? []), state]

describe("tags of the application", () => {
	test.each(Object.entries(TAGS) as [ApplicationTag, string[]][])("%s", (tag, states) => {
		expect(statesTagged(application, tag).sort()).toEqual([...states].sort())
	})

	test("no state has a tag that the table does not know", () => {
		const worn = new Set(
			leafStates(application.machine).flatMap((path) => [
				...restore(application.machine, path, noFacts).tags,
			]),
		)
		expect([...worn].sort()).toEqual(Object.keys(TAGS).sort())
	})

	test("the snapshot of a stored state has the same tags that lists use", () => {
		for (const tag of Object.keys(TAGS) as ApplicationTag[])
			for (const path of leafStates(application.machine))
				expect(restore(application.machine, path, noFacts).hasTag(tag), `${tag} on ${path}`).toBe(
					isTagged(application, path, tag),
				)
	})

	test("several tags give the states that have any of them", () => {
		expect(statesTagged(application, "draft", "withdrawn").sort()).toEqual([
			"draft.editing",
			"draft.formed",
			"withdrawn",
		])
		expect(statesTagged(application)).toEqual([])
	})
})

describe("explaining", () => {
	test("of combined guards every one that fails gives its reason", () => {
		const [assign] = transitionsFor(application.machine, "registered", "schedule.assign")
		expect(assign?.guards.map(guardName)).toEqual([
			"isGeneral",
			"noWithdrawalWaiting",
			"chosenPeriodOpen",
			"expertsDiffer",
			"expertsEligible",
			"colleagueExplained",
		])
	})

	test("all reasons are given at once, and what is typed is checked only after the click", () => {
		const facts = { ...noFacts, withdrawalWaits: true }
		const event = { type: "schedule.assign", at }
		expect(explainEvent(application, "registered", facts, event)).toEqual({
			event: "schedule.assign",
			possible: false,
			reasons: [
				"Упрощённая форма: в график не включается, специалисты не назначаются.",
				"Подано заявление на отзыв: сначала зарегистрируйте его или отклоните.",
			],
			asks: ["chosenPeriodOpen"],
		})
		expect(refusalOf(application, "registered", facts, event).reasons).toHaveLength(3)
	})

	test("an event that the state does not have needs nothing and says so", () => {
		expect(explainEvent(application, "submitted", noFacts, { type: "schedule.assign", at })).toEqual({
			event: "schedule.assign",
			possible: false,
			reasons: [
				"Сейчас это сделать нельзя. Заявление подано: координатор зарегистрирует его или отклонит с указанием причины.",
			],
			asks: [],
		})
	})

	test("of two transitions with as many obstacles the first explains", () => {
		const event = { type: "application.decide", at }
		const told = explainEvent(application, "concluded.assessed", noFacts, event)
		expect(told).toMatchObject({ possible: true, asks: ["sittingHeld", "orderEntered", "isGranted"] })
	})

	test("of two transitions the one with fewer obstacles explains", () => {
		const facts = { ...noFacts, periodStartsOn: "2026-10-01" }
		const event = { type: "conclusion.attach", at, verdict: "meets", accepted: true, complete: true }
		const incomplete = { ...event, complete: false }
		expect(explainEvent(application, "scheduled.approved", facts, event)).toMatchObject({ possible: true })
		expect(refusalOf(application, "scheduled.approved", facts, incomplete).reasons).toEqual([
			"Прикрепите заключение целиком: один PDF или архив без пустых страниц, и отметьте «Все страницы и все подписи на месте».",
		])
	})

	test("a missing guard is an error of the program and is reported by its name", () => {
		expect(() => guardHolds(application, "isFriday", noFacts, { type: "any", at })).toThrow("isFriday")
	})
})

describe("reading a machine", () => {
	test("a state has a short name, and an unknown state counts as set aside", () => {
		expect(shortOf(LIFECYCLES.application, "submitted")).toBe(LIFECYCLES.application.states.submitted.short)
		expect(shortOf(LIFECYCLES.application, "pondered")).toBe("Отложено")
		expect(shortOf(LIFECYCLES.application, "constructor")).toBe("Отложено")
	})

	// A machine deeper than ours. One of its events is handled both in a state and in the state around it.
	const deep = createMachine({
		id: "deep",
		initial: "a",
		states: {
			a: {
				initial: "b",
				on: { go: "end" },
				states: { b: { initial: "c", states: { c: { on: { go: "d" } }, d: { type: "final" } } } },
			},
			end: { on: { again: "a" } },
		},
	})

	test("the innermost state answers an event first", () => {
		const answers = transitionsFor(deep, "a.b.c", "go")
		expect(answers.map(({ from, to }) => [from, to])).toEqual([
			["a.b.c", "a.b.d"],
			["a", "end"],
		])
		expect(transitionsFor(deep, "a.b.d", "go").map(({ from }) => from)).toEqual(["a"])
		expect(() => transitionsFor(deep, "a.gone.d", "go")).toThrow(UnknownState)
	})

	test("a target that contains other states is entered at its first stored state", () => {
		expect(transitionsFor(deep, "end", "again").map(({ to }) => to)).toEqual(["a.b.c"])
	})

	test("every state is listed before those that it contains", () => {
		expect(
			statesOf(deep).map(({ path, parent, holdsOthers, isFinal }) => [path, parent, holdsOthers, isFinal]),
		).toEqual([
			["a", "", true, false],
			["a.b", "a", true, false],
			["a.b.c", "a.b", false, false],
			["a.b.d", "a.b", false, true],
			["end", "", false, false],
		])
	})

	test.each([
		["a function", () => {}],
		["an object without a type", {}],
		["nothing", null],
	])("an action that is %s has no name, so the server could not carry it out", (_what, action) => {
		const nameless = createMachine({
			id: "nameless",
			initial: "a",
			states: { a: { on: { go: { actions: [action as never] } } } },
		})
		expect(() => statesOf(nameless)).toThrow("an action must have a name")
	})

	test("the stage of a state is read by its name", () => {
		expect(stageOf("submitted")?.next).toBe("awaitReview")
		expect(stageOf("constructor")).toBeUndefined()
	})

	test("a machine is read only once", () => {
		expect(leafStates(deep)).toEqual(["a.b.c", "a.b.d", "end"])
		expect(leafStates(deep)).toBe(leafStates(deep))
	})

	test("a value without a state is not a path", () => {
		expect(statePath({})).toBe("")
	})

	test("the name of a machine is one of the five, and no property of every object", () => {
		expect(["application", "letter", "toString", ""].map(isSubjectName)).toEqual([true, true, false, false])
	})
})
