import { describe, expect, test } from "vitest"
import { PAGES } from "#tests/proof/other.pages.ts"
import { eventOf, lettersOf, movesOf, words } from "#tests/proof/page.ts"
import { noFacts } from "./application/application.facts.ts"
import type { ApplicationLetter } from "./application/application.setup.ts"
import { guardName } from "./guards.ts"
import { LIFECYCLES, type SubjectName } from "./lifecycles.ts"
import { blocks } from "./rulebook/index.ts"
import { OUTSIDE, OUTSIDE_TEXTS, stepsOf, stepTable } from "./steps.ts"
import {
	leafStates,
	type MachineAction,
	type MachineTransition,
	restore,
	statesOf,
	transitionsFor,
} from "./structure.ts"

// Checks the machines against pages that were written by hand: what each transition does and whom it informs.

const NAMES = Object.keys(PAGES) as SubjectName[]

/** Actions in the notation of the page: acts, and letters with their audience. */
function written({ actions }: MachineTransition) {
	const isLetter = ({ type }: MachineAction) => type === "sendLetter"
	return {
		does: actions.filter((one) => !isLetter(one)).map(({ type }) => type),
		letters: actions.filter(isLetter).map(({ params }) => {
			const { letter, to } = params as ApplicationLetter
			return [letter, to]
		}),
	}
}

/** For a replacement the page says «newcomer» where the machine says «experts». */
const audience = (to: string) => (to === "newcomer" ? "experts" : to)

describe.each(NAMES)("the page of «%s»", (name) => {
	const { machine, creation } = LIFECYCLES[name]
	const { page, final } = PAGES[name]
	const moves = Object.entries(page).flatMap(([key, line]) =>
		movesOf(line).map(([from, to]) => ({ key, line, from, to })),
	)

	test.each(moves)("$key: $from → $to does what is written, and informs the right people", ({
		key,
		line,
		from,
		to,
	}) => {
		const found = transitionsFor(machine, from, eventOf(key)).filter((one) => (one.to ?? from) === to)
		expect(found).toHaveLength(1)
		expect(found.map(written)).toEqual([
			{ does: words(line.does), letters: lettersOf(line).map(([kind, to]) => [kind, audience(to)]) },
		])
	})

	test("no transition is left over", () => {
		const all = leafStates(machine).flatMap((from) =>
			machine.events.flatMap((event: string) =>
				transitionsFor(machine, from, event).map(({ to }) => `${from} ${event} ${to ?? from}`),
			),
		)
		expect(all.sort()).toEqual(moves.map(({ key, from, to }) => `${from} ${eventOf(key)} ${to}`).sort())
	})

	test("its steps, with which journals are compared, are those of the page", () => {
		const { version } = LIFECYCLES[name]
		const table = stepTable(LIFECYCLES[name])
		expect(table.birth).toMatchObject({ event: creation.event, to: creation.to })
		expect([...table.states].sort()).toEqual(Object.keys(PAGES[name].states).sort())
		const written = moves.map(({ key, from, to }) => `${from} ${eventOf(key)} ${to}`)
		const frozen = table.steps.map((step) => step.split(" ", 3).join(" "))
		expect([...frozen].sort()).toEqual(written.sort())
		const steps = stepsOf(LIFECYCLES[name], version)
		for (const { key, from, to } of moves) expect(steps?.has(from, eventOf(key), to)).toBe(true)
		expect(steps?.has(creation.to, "no such event", creation.to)).toBe(false)
		expect(stepsOf(LIFECYCLES[name], version)).toBe(steps)
		expect(stepsOf(LIFECYCLES[name], version + 1)).toBeNull()
	})

	test("states that nothing leads out of are final", () => {
		const ends = statesOf(machine).filter(({ isFinal }) => isFinal)
		expect(ends.map(({ path }) => path).sort()).toEqual([...final].sort())
	})

	test("an actor of it would begin in the state of the creation", () => {
		const [first] = leafStates(machine)
		expect(creation.to).toBe(first)
		expect(creation.to.split(".")[0]).toBe(machine.config.initial)
	})
})

/** Written by hand: the tags of the small lifecycles that lists, letters and policies use. */
const TAGS: Partial<Record<SubjectName, Record<string, string>>> = {
	withdrawal: {
		formed: "active formed",
		submitted: "active waiting",
		discarded: "given up",
		registered: "done",
		rejected: "turnedBack",
	},
	schedule: { forming: "fillable", closed: "closed", approved: "closed approved" },
	invitation: { sent: "pending", accepted: "taken", expired: "void", revoked: "void" },
	letter: {
		queued: "waiting",
		sending: "underway",
		sent: "done",
		failed: "stuck",
		returned: "stuck",
		dropped: "done",
	},
}

describe.each(Object.entries(TAGS))("tags of «%s»", (name, tags) => {
	test.each(Object.entries(tags))("%s: %s", (state, worn) => {
		const { machine } = LIFECYCLES[name as SubjectName]
		expect([...restore(machine, state, {}).tags].join(" ")).toBe(worn)
	})
})

describe("the creation of a subject", () => {
	test.each([
		["application", "application.begin", "draft.editing", ["noOtherActive"]],
		["withdrawal", "withdrawal.form", "formed", ["applicationWithdrawable", "noneActive", "reasonGiven"]],
		["schedule", "schedule.open", "forming", []],
		["invitation", "invitation.send", "sent", []],
		["letter", "letter.write", "queued", []],
	] as const)("%s: %s", (name, event, to, guards) => {
		const { creation } = LIFECYCLES[name]
		expect(creation).toMatchObject({ event, to })
		expect(creation.guards.map(guardName)).toEqual(guards)
		expect(creation.text.button).not.toBe("")
		expect(creation.text.happened).not.toBe("")
	})
})

test("an application has no facts before they are loaded", () => {
	const { chosen, ...facts } = noFacts
	expect(chosen).toEqual({})
	for (const value of Object.values(facts)) expect([null, false, []]).toContainEqual(value)
})

test("only what the Order forbids blocks, and the rest warns", () => {
	const finding = { rule: "any", item: "36", sentence: "Предложение." } as never
	expect(blocks({ ...(finding as object), severity: "blocks" } as never)).toBe(true)
	expect(blocks({ ...(finding as object), severity: "warns" } as never)).toBe(false)
})

test("there are two steps that no machine has, with words for the history", () => {
	expect(OUTSIDE).toEqual({ byHand: "lifecycle.move", migration: "lifecycle.migrate" })
	expect(Object.keys(OUTSIDE_TEXTS)).toEqual(Object.values(OUTSIDE))
	for (const { button, happened } of Object.values(OUTSIDE_TEXTS))
		for (const words of [button, happened]) expect(words).toMatch(/^[А-ЯЁ]/)
})
