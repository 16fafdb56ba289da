import { describe, expect, test } from "vitest"
import { setup } from "xstate"
import { type AnyLifecycle, type StepTable, versionsOf } from "./lifecycle.ts"
import { LIFECYCLES } from "./lifecycles.ts"
import { stepsOf, stepTable } from "./steps.ts"
import applicationVersions from "./versions/application.json" with { type: "json" }
import invitationVersions from "./versions/invitation.json" with { type: "json" }
import letterVersions from "./versions/letter.json" with { type: "json" }
import scheduleVersions from "./versions/schedule.json" with { type: "json" }
import withdrawalVersions from "./versions/withdrawal.json" with { type: "json" }

// `machines/versions/` contains every version of each machine, oldest first. A machine that differs from the last version
// in its file is a new version. `npx vitest run --config remix.config.js --project unit machines/versions.test.ts -u` adds
// it. A version that never ran anywhere can be removed from the file first, so that the next one replaces it.

const FROZEN: Record<string, readonly StepTable[]> = {
	application: applicationVersions,
	invitation: invitationVersions,
	letter: letterVersions,
	schedule: scheduleVersions,
	withdrawal: withdrawalVersions,
}

const sameTable = (one: StepTable | undefined, other: StepTable) =>
	JSON.stringify(one) === JSON.stringify(other)

/** The versions that must be in the file: the frozen ones, and the current machine if it differs. */
function versionsWith(frozen: readonly StepTable[], present: StepTable): readonly StepTable[] {
	return sameTable(frozen.at(-1), present) ? frozen : [...frozen, present]
}

describe.each(Object.values(LIFECYCLES))("the machine «$name»", (lifecycle: AnyLifecycle) => {
	const frozen = FROZEN[lifecycle.name] ?? []

	test("is the last version in its frozen file", async () => {
		const versions = versionsWith(frozen, stepTable(lifecycle))
		const file = `${JSON.stringify(versions, null, "\t")}\n`
		await expect(file).toMatchFileSnapshot(`./versions/${lifecycle.name}.json`)
	})

	test("counts its versions by that file, and has a migration for each earlier one", () => {
		expect(lifecycle.version).toBe(frozen.length)
		expect(lifecycle.migrations?.map(({ leaves }) => leaves)).toEqual(frozen.slice(0, -1))
	})
})

test("nothing is known of another version of a machine that never had one", () => {
	const { migrations: _, ...first } = LIFECYCLES.application as AnyLifecycle
	expect(stepsOf({ ...first, version: 1 }, 1)).not.toBeNull()
	expect(stepsOf({ ...first, version: 1 }, 2)).toBeNull()
})

describe("a version of a machine", () => {
	const actions = { note: (_: unknown, _params: { kind: string }) => {}, file: () => {} }
	const guards = { isDay: () => true, isOpen: () => true }
	const note = (kind: string) => ({ type: "note", params: { kind } }) as const
	const tableOf = (change: object = {}, creation: { guards?: string[] } = {}) => {
		const usual = { target: "done", guard: "isDay", actions: [note("letter")] } as const
		const on = { act: [usual, { target: "new", guard: "isOpen" }], ...change } as const
		const machine = setup({ actions, guards }).createMachine({
			id: "paper",
			initial: "new",
			states: { new: { on }, done: {} },
		} as never)
		return stepTable({
			machine: machine as never,
			creation: { event: "begin", text: { button: "", happened: "" }, to: "new", guards: [], ...creation },
		})
	}
	const usual = { target: "done", guard: "isDay", actions: [note("letter")] }
	const second = { target: "new", guard: "isOpen" }

	test("names every transition with its guards and its actions", () => {
		expect(tableOf()).toEqual({
			birth: { event: "begin", to: "new" },
			states: ["new", "done"],
			steps: ["new act done if isDay do note(letter)", "new act new if isOpen"],
		})
	})

	test.each([
		["an event that stays in its state", { stay: { actions: "file" } }],
		["an event that does nothing", { stay: {} }],
		["an event that only asks a guard", { stay: { guard: "isDay" } }],
		["another guard", { act: [{ ...usual, guard: "isOpen" }, second] }],
		["no guard", { act: [{ ...usual, guard: undefined }, second] }],
		["another target", { act: [{ ...usual, target: "new" }, second] }],
		["another action", { act: [{ ...usual, actions: ["file"] }, second] }],
		["one action more", { act: [{ ...usual, actions: [note("letter"), "file"] }, second] }],
		["another letter", { act: [{ ...usual, actions: [note("parcel")] }, second] }],
		["the other order of its alternatives", { act: [second, usual] }],
		["one way less", { act: [usual] }],
	])("is a different one with %s", (_what, change) => {
		expect(versionsWith([tableOf()], tableOf(change))).toHaveLength(2)
	})

	test("is a different one if the creation has other guards", () => {
		expect(versionsWith([tableOf()], tableOf({}, { guards: ["isDay"] }))).toHaveLength(2)
	})

	test("is the same for the same machine", () => {
		expect(versionsWith([tableOf()], tableOf())).toHaveLength(1)
	})
})

describe("a machine with two versions", () => {
	const [first = { birth: { event: "", to: "" }, states: [], steps: [] }] = applicationVersions
	const present = stepTable(LIFECYCLES.application)
	const secondVersion = (moves = {}): AnyLifecycle => ({
		...LIFECYCLES.application,
		...versionsOf([first, present], moves),
	})
	const subject = (state: string) => ({ state, row: {}, lastEvents: {} })

	test("leaves every subject in its state by default", () => {
		for (const state of first.states)
			expect(secondVersion().migrations?.[0]?.move(subject(state))).toEqual({ to: state })
	})

	test("moves the subjects of a version as defined for that version", () => {
		const moved = secondVersion({ 1: () => ({ to: "withdrawn" }), 2: () => ({ to: "draft.editing" }) })
		expect(moved.version).toBe(2)
		expect(moved.migrations).toHaveLength(1)
		expect(moved.migrations?.[0]?.move(subject("submitted"))).toEqual({ to: "withdrawn" })
	})

	test("still reads the journals of the version before, from its frozen file", () => {
		const { event, to } = first.birth
		const steps = stepsOf(secondVersion(), 1)
		expect(steps?.creation).toEqual({ event, to })
		expect(steps?.states.has("registered")).toBe(true)
		expect(steps?.has("submitted", "application.register", "registered")).toBe(true)
		expect(steps?.has("submitted", "application.decide", "registered")).toBe(false)
		expect(stepsOf(secondVersion(), 2)?.has("submitted", "application.reject", "rejected")).toBe(true)
		expect(stepsOf(secondVersion(), 3)).toBeNull()
	})
})
