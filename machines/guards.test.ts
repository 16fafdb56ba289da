import { describe, expect, expectTypeOf, test } from "vitest"
import { and, not, or, setup } from "xstate"
import { asks } from "./application/application.guards.ts"
import { type ApplicationTag, applicationSetup } from "./application/application.setup.ts"
import { applicationLifecycle } from "./application/application.texts.ts"
import { explainEvent } from "./explain.ts"
import { allOf, asksOf, guardName, guardsIn, type Timed } from "./guards.ts"
import { defineLifecycle, isTagged, statesTagged, type TagOf } from "./lifecycle.ts"
import { letterLifecycle } from "./lifecycles.ts"
import { restore, transitionsFor } from "./structure.ts"

interface Door {
	locked: boolean
}
type DoorEvent = Timed & ({ type: "door.open"; key?: string; by?: string } | { type: "door.knock" })

const guards = {
	unlocked: ({ context }: { context: Door }) => !context.locked,
	keyFits: (_: { context: Door }, { key }: { key?: string }) => key === "iron",
	named: (_: { context: Door }, { by }: { by?: string }) => by !== undefined,
}
const tags = ["shut", "open"] as const
const door = setup({
	types: { context: {} as Door, events: {} as DoorEvent, tags: {} as (typeof tags)[number] },
	guards,
	actions: { ring: () => {} },
})
const ask = asksOf(guards)
const at = "2026-10-20T05:00:00.000Z"

/** A door whose opening has the given guard. */
function lifecycleOf(
	guard: unknown,
	declared: readonly string[] = tags,
	opening: { target?: "ajar" | "closed"; actions?: "ring" } = {},
) {
	const machine = door.createMachine({
		id: "door",
		initial: "closed",
		context: { locked: false },
		states: {
			closed: { tags: "shut", on: { "door.open": { target: "ajar", guard: guard as never, ...opening } } },
			ajar: { tags: "open" },
		},
	})
	return defineLifecycle<Door>()({
		name: "door",
		title: "Дверь",
		purpose: "Как открывается дверь",
		counted: ["дверь", "двери", "дверей"],
		version: 1,
		machine,
		tags: declared,
		predicates: guards,
		creation: {
			event: "door.hang",
			text: { button: "Навесить", happened: "Навешена" },
			to: "closed",
			guards: [],
		},
		states: {
			closed: { short: "Закрыта", status: "Закрыта" },
			ajar: { short: "Открыта", status: "Открыта" },
		},
		events: { "door.open": { button: "Открыть", happened: "Открыта" } },
		guards: {
			unlocked: { about: "facts", condition: "не заперта", reason: "Дверь заперта." },
			keyFits: { about: "event", condition: "ключ подходит", reason: "Ключ не подходит." },
			named: { about: "event", condition: "названо имя", reason: "Назовите себя." },
		},
	})
}

describe("several guards", () => {
	const opening = allOf(["unlocked", ask.keyFits, ask.named])

	test("are an ordinary guard for XState, and each of them counts", () => {
		const { machine } = lifecycleOf(opening)
		const opens = (facts: Door, sent: object) =>
			restore(machine, "closed", facts).can({ type: "door.open", at, ...sent })
		const sent = { key: "iron", by: "Мария" }
		expect(opens({ locked: false }, sent)).toBe(true)
		expect(opens({ locked: true }, sent)).toBe(false)
		expect(opens({ locked: false }, { ...sent, key: "wood" })).toBe(false)
		expect(opens({ locked: false }, { key: "iron" })).toBe(false)
	})

	test("keep their names, so that each one that fails gives its own reason", () => {
		const lifecycle = lifecycleOf(opening)
		const [open] = transitionsFor(lifecycle.machine, "closed", "door.open")
		expect(open?.guards.map(guardName)).toEqual(["unlocked", "keyFits", "named"])
		expect(explainEvent(lifecycle, "closed", { locked: true }, { type: "door.open", at })).toEqual({
			event: "door.open",
			possible: false,
			reasons: ["Дверь заперта."],
			asks: ["keyFits", "named"],
		})
	})

	test.each([
		["and", and(["unlocked", "unlocked"])],
		["or", or(["unlocked", "unlocked"])],
		["not", not("unlocked")],
		["a function without a name", () => true],
		["params that are not read of the event", { type: "keyFits", params: { key: "iron" } }],
	])("combined by «%s» are refused when the lifecycle is built", (_name, guard) => {
		expect(() => lifecycleOf(guard)).toThrow("«door», door.open in closed: a guard must have a name")
	})

	test("alone or none need no combination", () => {
		expect(guardsIn(undefined, "here")).toEqual([])
		expect(guardsIn("unlocked", "here")).toEqual(["unlocked"])
		expect(guardsIn(ask.keyFits, "here")).toEqual([ask.keyFits])
		for (const guard of [null, {}, 7, { type: 7, params: () => {} }])
			expect(() => guardsIn(guard, "here")).toThrow("here")
	})
})

describe("a lifecycle is refused", () => {
	test("when its machine names a guard that is not defined", () => {
		expect(() => lifecycleOf("isFriday")).toThrow("«door» has no guard «isFriday»")
		expect(() => lifecycleOf("toString")).toThrow("«door» has no guard «toString»")
	})

	test("when an event neither leads anywhere nor does anything, because XState would never take it", () => {
		const still = { target: undefined as never }
		expect(() => lifecycleOf("unlocked", tags, still)).toThrow(
			"«door»: door.open in closed does nothing; give it an action, or its state as target",
		)
		expect(() => lifecycleOf("unlocked", tags, { target: "closed" })).not.toThrow()
		expect(() => lifecycleOf("unlocked", tags, { ...still, actions: "ring" })).not.toThrow()
	})

	test("when a state has a tag that the lifecycle does not declare", () => {
		expect(() => lifecycleOf("unlocked", ["shut"])).toThrow(
			"«door» declares no tag «open», which «ajar» wears",
		)
	})
})

// Each of these lines must fail to compile. If one compiles, the build fails.
describe("the compiler refuses", () => {
	test("a tag of no state, and a tag of another lifecycle", () => {
		expectTypeOf<TagOf<typeof applicationLifecycle>>().toEqualTypeOf<ApplicationTag>()
		// @ts-expect-error: a slip of the pen
		expect(isTagged(applicationLifecycle, "submitted", "withdrawabel")).toBe(false)
		// @ts-expect-error: letters are «stuck», applications are not
		expect(statesTagged(applicationLifecycle, "stuck")).toEqual([])
		// @ts-expect-error: applications are «filed», letters are not
		expect(statesTagged(letterLifecycle, "stuck", "filed")).toEqual(["failed", "returned"])
	})

	test("a guard for an event that has none of the fields that it reads", () => {
		const of = applicationSetup.createStateConfig
		const parts = [
			of({ on: { "application.reject": { guard: asks.reasonGiven } } }),
			of({ on: { "application.reject": { guard: allOf(["isGeneral", asks.reasonGiven]) } } }),
			// @ts-expect-error: a registration has no reason
			of({ on: { "application.register": { guard: asks.reasonGiven } } }),
			// @ts-expect-error: nor does it have one among several guards
			of({ on: { "application.register": { guard: allOf(["isGeneral", asks.reasonGiven]) } } }),
			// @ts-expect-error: the reason must be read of the event
			of({ on: { "application.reject": { guard: "reasonGiven" } } }),
			// @ts-expect-error: also among several guards
			of({ on: { "application.reject": { guard: allOf(["isGeneral", "reasonGiven"]) } } }),
			// @ts-expect-error: no such guard
			of({ on: { "application.reject": { guard: allOf(["isFriday"]) } } }),
			// @ts-expect-error: no such event
			of({ on: { "application.forget": {} } }),
			// @ts-expect-error: no such tag
			of({ tags: "withdrawabel" }),
			// @ts-expect-error: no such action
			of({ on: { "application.reject": { actions: "forget" } } }),
		]
		expect(parts).toHaveLength(10)
	})
})
