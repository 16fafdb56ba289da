import { describe, expect, test } from "vitest"
import { seatsAfter } from "../scheduling/seats-of-moment.ts"
import {
	differenceOf,
	frameAt,
	type Inspected,
	type InspectedStep,
	momentIn,
	spansOf,
	walkTo,
} from "./inspection.ts"

const step = (
	seq: number,
	day: string,
	state: string,
	transition: string | null,
	moved = true,
	outside: InspectedStep["outside"] = null,
): InspectedStep => ({
	seq,
	at: `2026-09-${day}T02:00:00.000Z`,
	when: `${day} сентября 2026 г., 09:00`,
	day: `${day}.09`,
	title: `шаг ${seq}`,
	who: "Кто-то",
	reason: null,
	state,
	short: state,
	transition,
	moved,
	outside,
})

const inspected: Inspected = {
	steps: [
		step(1, "01", "draft", "creation"),
		step(2, "02", "draft", "save", false),
		step(3, "03", "filed", "submit"),
		step(4, "04", "draft", "revise"),
		step(5, "05", "filed", "submit"),
	],
	documents: [
		{ id: "form", name: "Заявление", note: "", href: "/f", span: [3, 4] },
		{ id: "scan", name: "Скан", note: "", href: null, span: [2, null] },
	],
	people: [
		{ id: "teacher", name: "Педагог", role: "педагог", spans: [[1, null]] },
		{
			id: "boss",
			name: "Координатор",
			role: "координатор",
			spans: [
				[3, 4],
				[5, null],
			],
		},
	],
}
const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id)

describe("a moment of the journal", () => {
	test.each<[number, string[], string[]]>([
		[1, [], ["teacher"]],
		[2, ["scan"], ["teacher"]],
		[3, ["form", "scan"], ["teacher", "boss"]],
		[4, ["scan"], ["teacher"]],
		[5, ["scan"], ["teacher", "boss"]],
	])("%i shows the documents and the readers that the application had then", (seq, documents, people) => {
		const frame = frameAt(inspected, seq)
		expect(ids(frame?.documents ?? [])).toEqual(documents)
		expect(ids(frame?.people ?? [])).toEqual(people)
	})

	test("is null if the journal does not have it, and the address then leads to the last one", () => {
		expect(frameAt(inspected, 6)).toBeNull()
		expect(momentIn(inspected, new URLSearchParams("at=6&to=abc"))).toEqual({ at: 5, to: null })
		expect(momentIn(inspected, new URLSearchParams("at=3&to=1"))).toEqual({ at: 3, to: 1 })
	})
})

describe("the difference between two moments", () => {
	test("goes from the earlier to the later, whichever is named first", () => {
		expect(differenceOf(inspected, 3, 1)).toEqual(differenceOf(inspected, 1, 3))
		const difference = differenceOf(inspected, 1, 3)
		expect(difference?.steps.map(({ seq }) => seq)).toEqual([2, 3])
		expect(ids(difference?.documents.come ?? [])).toEqual(["form", "scan"])
		expect(ids(difference?.people.come ?? [])).toEqual(["boss"])
	})

	test("names what was removed", () => {
		const difference = differenceOf(inspected, 3, 4)
		expect(ids(difference?.documents.gone ?? [])).toEqual(["form"])
		expect(ids(difference?.people.gone ?? [])).toEqual(["boss"])
	})

	test("is empty for the same moment, and null for a moment that does not exist", () => {
		expect(differenceOf(inspected, 3, 3)).toMatchObject({
			steps: [],
			documents: { come: [], gone: [] },
			people: { come: [], gone: [] },
		})
		expect(differenceOf(inspected, 3, 9)).toBeNull()
	})
})

describe("the way in the drawing", () => {
	test("numbers the changes of state in their order, and a transition taken twice has two numbers", () => {
		expect(walkTo(inspected, 5, ["register"])).toEqual({
			kind: "path",
			steps: { creation: [1], submit: [2, 4], revise: [3] },
			outside: {},
			states: { draft: "01.09 и 04.09", filed: "03.09 и 05.09" },
			current: "filed",
			possible: ["register"],
		})
	})

	test("ends at the chosen moment, without the events that are possible now", () => {
		expect(walkTo(inspected, 2, ["register"])).toMatchObject({
			steps: { creation: [1] },
			current: "draft",
			possible: [],
		})
	})
})

test("a step that follows no line of the drawing keeps its number, at its target state", () => {
	const steps = [
		...inspected.steps.slice(0, 3),
		step(4, "04", "draft", null, true, "byHand"),
		step(5, "05", "filed", null, true, "migration"),
		step(6, "06", "draft", "revise"),
	]
	expect(walkTo({ ...inspected, steps }, 6, [])).toMatchObject({
		steps: { creation: [1], submit: [2], revise: [5] },
		outside: { draft: [3], filed: [4] },
		current: "draft",
	})
	expect(walkTo({ ...inspected, steps }, 4, []).outside).toEqual({ draft: [3] })
})

test("a span begins with the first step for which the condition holds and ends with the first for which it does not", () => {
	const holds = [false, true, true, false, true]
	expect(spansOf(inspected.steps, (index) => holds[index] === true)).toEqual([
		[2, 4],
		[5, null],
	])
	expect(spansOf(inspected.steps, () => false)).toEqual([])
	expect(spansOf([], () => true)).toEqual([])
})

describe("who has which seat", () => {
	test("changes with an assignment, which sets the named seats, a clearing, which empties both, and a replacement, which changes one", () => {
		const assigned = seatsAfter({}, "schedule.assign", { expert1: "a", expert2: "b" })
		expect(assigned).toEqual({ 1: "a", 2: "b" })
		expect(seatsAfter(assigned, "schedule.assign", { expert1: "c", expert2: null })).toEqual({ 1: "c" })
		expect(seatsAfter(assigned, "expert.replace", { seat: 2, expert: "d" })).toEqual({ 1: "a", 2: "d" })
		expect(seatsAfter(assigned, "schedule.clear", {})).toEqual({})
		expect(seatsAfter(assigned, "expert.accept", {})).toBe(assigned)
	})
})
