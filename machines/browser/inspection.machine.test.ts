import { describe, expect, test } from "vitest"
import { createActor } from "xstate"
import { applicationActions } from "../application/application.actions.ts"
import { applicationLifecycle } from "../application/application.texts.ts"
import { at, facts } from "../application/test-application.ts"
import { statesOf } from "../structure.ts"
import { type Copy, follow, waysFrom } from "./copy.ts"
import { copyOf, copyState, inspectionMachine } from "./inspection.machine.ts"

const copyIn = (state: string, change: Partial<Copy> = {}): Copy => ({
	lifecycle: applicationLifecycle,
	state,
	facts,
	assumed: [],
	at,
	...change,
})
const led = (copy: Copy, id: string) => follow(copy, id)?.to
const way = (copy: Copy, id: string) => waysFrom(copy).find((one) => one.id === id)

describe("a copy", () => {
	test("has exactly the events of its state, each with what is missing and what is sent with it", () => {
		const copy = copyIn("draft.formed", { facts: { ...facts, scanAttached: false } })
		expect(waysFrom(copy).map(({ event }) => event)).toEqual([
			"form.reopen",
			"attachment.add",
			"attachment.remove",
			"application.submit",
		])
		expect(way(copy, "draft.formed/application.submit")?.missing).toEqual([
			{ guard: "scanAttached", condition: "прикреплён скан подписанного заявления" },
		])
		expect(way(copy, "draft.formed/attachment.add")?.asks).toEqual(["файл или ссылка приняты"])
	})

	test("is moved by the machine itself once nothing is missing", () => {
		expect(led(copyIn("draft.formed"), "draft.formed/application.submit")).toBe("submitted")
		const unsigned = copyIn("draft.formed", { facts: { ...facts, scanAttached: false } })
		expect(follow(unsigned, "draft.formed/application.submit")).toBeNull()
		expect(led({ ...unsigned, assumed: ["scanAttached"] }, "draft.formed/application.submit")).toBe(
			"submitted",
		)
	})

	test("follows the chosen way of an event with several ways, even if another one comes first", () => {
		const copy = copyIn("concluded.assessed")
		const ways = waysFrom(copy).filter(({ event }) => event === "application.decide")
		expect(ways.map(({ when, to }) => [when, to])).toEqual([
			["установить категорию", "concluded.granted"],
			["отказать", "concluded.refused"],
		])
		expect(ways.map(({ id }) => led(copy, id))).toEqual(["concluded.granted", "concluded.refused"])
	})

	test("does not follow a way of another state, an unknown way, or one out of a final state", () => {
		expect(follow(copyIn("submitted"), "draft.formed/application.submit")).toBeNull()
		expect(follow(copyIn("submitted"), "submitted/application.explode")).toBeNull()
		expect(waysFrom(copyIn("withdrawn"))).toEqual([])
	})
})

describe("the facts of a copy", () => {
	const known = (copy: Copy, id: string) => follow(copy, id)?.facts
	const waiting = { ...facts, withdrawalWaits: true }

	test.each<[string, string, Partial<typeof facts>, Partial<typeof facts>]>([
		["a formed paper is still to be signed", "draft.editing/form.issue", {}, { scanAttached: false }],
		["the scan of a void paper no longer counts", "draft.formed/form.reopen", {}, { scanAttached: false }],
		[
			"a scan that came before the paper may count again",
			"draft.formed/form.reopen",
			{ enteredForTeacher: true },
			{},
		],
		["a new attempt is signed anew", "rejected/application.revise", {}, { scanAttached: false }],
		[
			"what came on paper keeps its scan for the new attempt",
			"rejected/application.revise",
			{ enteredForTeacher: true },
			{},
		],
		[
			"a rejection discards the withdrawal",
			"submitted/application.reject",
			waiting,
			{ withdrawalWaits: false },
		],
		[
			"general grounds are general",
			"registered/procedure.change",
			{ procedure: "simplified" },
			{ procedure: "general" },
		],
		[
			"a cleared schedule leaves no period and nobody",
			"scheduled.preliminary/schedule.clear",
			{},
			{ schedule: null, periodStartsOn: null, evidenceUntil: null, expertIds: [] },
		],
		[
			"a paper that came is there",
			"scheduled.approved/paper.receive",
			{ paperReceived: false },
			{ paperReceived: true },
		],
		[
			"a conclusion is attached",
			"scheduled.approved/conclusion.attach/1",
			{ conclusionAttached: false },
			{ conclusionAttached: true },
		],
		["a returned one no longer is", "concluded.signed/conclusion.return", {}, { conclusionAttached: false }],
		["a registration changes nothing that is asked", "submitted/application.register", {}, {}],
	])("%s: %s", (_words, id, before, after) => {
		const copy = copyIn(id.split("/")[0] ?? "", { facts: { ...facts, ...before } })
		expect(known(copy, id)).toEqual({ ...facts, ...before, ...after })
	})

	test("stay as they were if they depend on what a person sends, and the copy says so", () => {
		const copy = copyIn("registered", { facts: { ...facts, expertIds: [] } })
		expect(follow(copy, "registered/schedule.assign")).toMatchObject({
			unknowable: true,
			facts: { expertIds: [] },
		})
		expect(follow(copyIn("submitted"), "submitted/application.register")).toMatchObject({ unknowable: false })
	})

	test("are known for every action that the machine names, and for no other", () => {
		const named = statesOf(applicationLifecycle.machine).flatMap(({ transitions }) =>
			transitions.flatMap(({ actions }) => actions.map(({ type }) => type)),
		)
		expect([...new Set(named)].sort()).toEqual(Object.keys(applicationActions).sort())
	})
})

const moments = [
	{ seq: 1, state: "draft.editing" },
	{ seq: 2, state: "draft.formed" },
	{ seq: 4, state: "submitted" },
]
const inspect = (moment = 4, compared: number | null = null) =>
	createActor(inspectionMachine, {
		input: { lifecycle: applicationLifecycle, facts, moments, moment, compared, at },
	}).start()

describe("looking at a journal", () => {
	test("goes from moment to moment and stops at both ends", () => {
		const inspection = inspect()
		const shown = () => inspection.getSnapshot().context.moment
		inspection.send({ type: "moment.on" })
		expect(shown()).toBe(4)
		inspection.send({ type: "moment.back" })
		expect(shown()).toBe(2)
		inspection.send({ type: "moment.choose", seq: 1 })
		expect(shown()).toBe(1)
		inspection.send({ type: "moment.back" })
		expect(shown()).toBe(1)
		inspection.send({ type: "moment.on" })
		expect(shown()).toBe(2)
	})

	test("shows no moment that the journal does not have", () => {
		const inspection = inspect(2)
		inspection.send({ type: "moment.choose", seq: 3 })
		inspection.send({ type: "compare.choose", seq: 7 })
		expect(inspection.getSnapshot().context).toMatchObject({ moment: 2, compared: null })
	})

	test("compares with another moment, and stops comparing", () => {
		const inspection = inspect()
		inspection.send({ type: "compare.choose", seq: 1 })
		expect(inspection.getSnapshot().context.compared).toBe(1)
		inspection.send({ type: "compare.choose", seq: null })
		expect(inspection.getSnapshot().context.compared).toBeNull()
	})

	test("starts a copy in the state of the moment, which cannot change while events are tried", () => {
		const inspection = inspect(2)
		inspection.send({ type: "copy.begin" })
		expect(copyState(inspection.getSnapshot().context)).toBe("draft.formed")
		expect(inspection.getSnapshot().hasTag("copying")).toBe(true)
		inspection.send({ type: "moment.choose", seq: 4 })
		expect(inspection.getSnapshot().context.moment).toBe(2)
	})

	test("tries events one after another, takes them back, and drops them without a trace", () => {
		const inspection = inspect(2)
		const here = () => copyState(inspection.getSnapshot().context)
		inspection.send({ type: "copy.begin" })
		inspection.send({ type: "copy.try", way: "draft.formed/application.submit", button: "Подать заявление" })
		inspection.send({ type: "copy.try", way: "submitted/application.register", button: "Зарегистрировать" })
		expect(here()).toBe("registered")
		expect(inspection.getSnapshot().context.tried[0]).toMatchObject({
			way: "draft.formed/application.submit",
			button: "Подать заявление",
			from: "draft.formed",
			to: "submitted",
		})
		inspection.send({ type: "copy.undo" })
		expect(here()).toBe("submitted")
		inspection.send({ type: "copy.drop" })
		expect(inspection.getSnapshot().context).toMatchObject({ tried: [], assumed: [], moment: 2 })
		expect(inspection.getSnapshot().hasTag("copying")).toBe(false)
	})

	test("lets a later event see what an earlier one did, until it is taken back", () => {
		const inspection = inspect(2)
		const copy = () => copyOf(inspection.getSnapshot().context)
		const missing = () => way(copy(), "draft.formed/application.submit")?.missing.map(({ guard }) => guard)
		inspection.send({ type: "copy.begin" })
		inspection.send({ type: "copy.try", way: "draft.formed/form.reopen", button: "" })
		inspection.send({ type: "copy.try", way: "draft.editing/form.issue", button: "" })
		expect(missing()).toEqual(["scanAttached"])
		inspection.send({ type: "copy.undo" })
		inspection.send({ type: "copy.undo" })
		expect(missing()).toEqual([])
		expect(copy().facts).toBe(facts)
	})

	test("leaves the copy unchanged after an impossible event, and takes back assumptions", () => {
		const inspection = createActor(inspectionMachine, {
			input: {
				lifecycle: applicationLifecycle,
				facts: { ...facts, withdrawalWaits: true },
				moments,
				moment: 4,
				compared: null,
				at,
			},
		}).start()
		const register = { type: "copy.try", way: "submitted/application.register", button: "" } as const
		inspection.send({ type: "copy.begin" })
		inspection.send(register)
		expect(inspection.getSnapshot().context.tried).toEqual([])
		inspection.send({ type: "copy.assume", guard: "noWithdrawalWaiting" })
		inspection.send({ type: "copy.assume", guard: "noWithdrawalWaiting" })
		inspection.send(register)
		expect(inspection.getSnapshot().context.tried).toEqual([])
		inspection.send({ type: "copy.assume", guard: "noWithdrawalWaiting" })
		inspection.send(register)
		expect(copyState(inspection.getSnapshot().context)).toBe("registered")
	})

	test("takes back one assumption and keeps the others, and starts another copy without any", () => {
		const inspection = inspect()
		const assumed = () => inspection.getSnapshot().context.assumed
		const assume = (guard: string) => inspection.send({ type: "copy.assume", guard })
		inspection.send({ type: "copy.begin" })
		for (const guard of ["scanAttached", "noOtherActive", "scanAttached"]) assume(guard)
		expect(assumed()).toEqual(["noOtherActive"])
		inspection.send({ type: "copy.drop" })
		inspection.send({ type: "copy.begin" })
		expect(assumed()).toEqual([])
	})

	test("starts no copy for a moment that the journal does not have, so nothing can be tried on it", () => {
		const inspection = inspect(7)
		inspection.send({ type: "copy.begin" })
		expect(copyState(inspection.getSnapshot().context)).toBe("")
	})

	test("tries nothing before a copy is started, and takes nothing back from an empty one", () => {
		const inspection = inspect(2)
		inspection.send({ type: "copy.try", way: "draft.formed/application.submit", button: "" })
		inspection.send({ type: "copy.assume", guard: "scanAttached" })
		expect(inspection.getSnapshot().context).toMatchObject({ tried: [], assumed: [] })
		inspection.send({ type: "copy.begin" })
		inspection.send({ type: "copy.undo" })
		expect(copyState(inspection.getSnapshot().context)).toBe("draft.formed")
	})
})
