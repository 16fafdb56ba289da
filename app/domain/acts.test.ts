import "./index.server.ts"
import { describe, expect, test } from "vitest"
import { letterActs } from "#app/letters/letter.acts.ts"
import { type ActField, type AnyActList, type Cabinet, cabinetsOf, PAGE } from "#app/workflow/acts.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { withdrawalPolicy } from "../policies/withdrawal.policy.ts"
import { applicationActs } from "./application/application.acts.ts"
import { invitationActs } from "./invitation/invitation.acts.ts"
import { scheduleActs } from "./schedule/schedule.acts.ts"
import { withdrawalActs } from "./withdrawal/withdrawal.acts.ts"

const LISTS: Record<SubjectName, AnyActList> = {
	application: applicationActs,
	withdrawal: withdrawalActs,
	schedule: scheduleActs,
	invitation: invitationActs,
	letter: letterActs,
}
const WORKLESS = ["", "система", "приглашённый по ссылке"]

const ENTRIES = Object.entries(LISTS).flatMap(([subject, list]) =>
	Object.entries(list).map(([event, entry]) => ({ subject: subject as SubjectName, event, entry })),
)

/** «withdrawal.form» creates a withdrawal and has no command. */
const ruleOf = (subject: SubjectName, event: string) =>
	event === "withdrawal.form" ? withdrawalPolicy.form : commandFor(subject, event)?.may

/** Every field that the schema of an event reads. The schema parses an object that records which names are read. */
function namesRead(subject: SubjectName, event: string): Set<string> {
	const names = new Set<string>()
	const noting = new Proxy<Record<string, unknown>>(
		{},
		{
			get(_, key) {
				if (typeof key === "string") names.add(key)
				return key === "files" ? [] : "1"
			},
		},
	)
	commandFor(subject, event)?.schema.safeParse(noting)
	return names
}

const namesAsked = (fields: readonly ActField<string>[]) =>
	fields.flatMap((field) => (field.kind === "own" ? field.names : [field.name]))

describe("the lists of acts", () => {
	test("know the cabinet of everybody who may send an event by hand", () => {
		const strangers = ENTRIES.flatMap(({ subject, event }) =>
			(ruleOf(subject, event)?.parties ?? []).filter(
				(party) => !WORKLESS.includes(party.who) && cabinetsOf({ parties: [party] }).length === 0,
			),
		)
		expect(strangers).toEqual([])
	})

	test.each(
		Object.keys(LISTS) as SubjectName[],
	)("name every event of «%s» that somebody may send by hand", (subject) => {
		const sent = Object.keys(LIFECYCLES[subject].events).filter(
			(event) => cabinetsOf(ruleOf(subject, event) ?? { parties: [] }).length > 0,
		)
		expect(sent.filter((event) => !Object.hasOwn(LISTS[subject], event))).toEqual([])
	})

	test("leave out a button only for events that nobody may send by hand", () => {
		const withheld = ENTRIES.filter(
			({ subject, event, entry }) =>
				"noButton" in entry && cabinetsOf(ruleOf(subject, event) ?? { parties: [] }).length > 0,
		)
		expect(withheld).toEqual([])
	})

	test("name no cabinet whose role may not send the event", () => {
		const idle = ENTRIES.flatMap(({ subject, event, entry }) => {
			if ("noButton" in entry) return []
			const may = cabinetsOf(ruleOf(subject, event) ?? { parties: [] })
			return (Object.keys(entry.in ?? {}) as Cabinet[])
				.filter((cabinet) => !may.includes(cabinet))
				.map((cabinet) => `${event} in ${cabinet}`)
		})
		expect(idle).toEqual([])
	})

	test("ask for exactly the fields that the event's schema reads", () => {
		const differing = ENTRIES.flatMap(({ subject, event, entry }) => {
			if ("noButton" in entry || event === "withdrawal.form") return []
			const { in: cabinets = {}, ...act } = entry
			const read = namesRead(subject, event)
			for (const checked of ["files", "asIs"]) read.delete(checked)
			return cabinetsOf(ruleOf(subject, event) ?? { parties: [] }).flatMap((cabinet) => {
				const look = { ...act, ...cabinets[cabinet] }
				if (look.ownForm) return []
				const asked = namesAsked(look.fields ?? []).sort()
				// A coordinator can choose a typical reason. A person who acts for the coordinator writes one.
				const wanted = [...read].filter((name) => name !== "reasonCode" || asked.includes(name)).sort()
				return asked.join() === wanted.join() ? [] : [`${event} in ${cabinet}: ${asked} ≠ ${wanted}`]
			})
		})
		expect(differing).toEqual([])
	})

	test("give every act of the subject's own page a heading or the button's words, and every place a name", () => {
		for (const { entry } of ENTRIES) {
			if ("noButton" in entry) expect(entry.noButton).toMatch(/\.$/)
			else for (const { at = PAGE } of Object.values(entry.in ?? {})) expect(at).toMatch(/^[a-z]+$/)
		}
	})
})
