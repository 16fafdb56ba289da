import { graphOf } from "#app/drawing/draw.server.ts"
import { partyInWords } from "#app/drawing/who.ts"
import { type Actor, SYSTEM } from "#app/policies/policy.ts"
import { explainOne } from "#app/workflow/explain.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { explainGuards } from "#machines/explain.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { leafStates } from "#machines/structure.ts"
import type { LoadedApplication } from "../application.transition.ts"

/** One event of the machine, explained for everybody around an application. */
export interface InspectedEvent {
	event: string
	button: string
	/** `here`: the state accepts the event, but a guard refuses it. `elsewhere`: only other states accept it. */
	answer: "possible" | "here" | "elsewhere"
	/** Names of the people who may send it. `who` names the parties that the policy allows in general. */
	people: string[]
	who: string[]
	reasons: string[]
	/** The data that the event needs. */
	asks: string[]
}

const LIFECYCLE: AnyLifecycle = applicationLifecycle

/** For every event: whether it is possible, for whom, and every reason why not, as `explain` answers. */
export function explainAll(loaded: LoadedApplication, actors: readonly Actor[], now: Date): InspectedEvent[] {
	const { transitions } = graphOf("application")
	const { row } = loaded
	return Object.keys(LIFECYCLE.events).map((event): InspectedEvent => {
		const ways = transitions.filter((one) => one.event === event)
		const answers = [...actors, SYSTEM].map((actor) => ({
			actor,
			explained: explainOne(actor, "application", loaded, event, now),
		}))
		const allowed = answers.filter(({ explained }) => explained?.allowed)
		const explained = (allowed[0] ?? answers[0])?.explained
		// Some events are only sent by another subject's event. They are possible whenever that event is.
		const parties = commandFor("application", event)?.may.parties ?? []
		const isPart = parties.some(({ cause }) => cause !== undefined)
		const reasons = allowed.length > 0 ? (explained?.reasons ?? []) : (explained?.reasons.slice(1) ?? [])
		const nobody = allowed.length === 0 && !isPart
		const isHere = ways.some(({ from }) => from === row.state)
		return {
			event,
			button: ways[0]?.button ?? event,
			answer: !isHere ? "elsewhere" : reasons.length === 0 && !nobody ? "possible" : "here",
			people: allowed.map(({ actor }) => actor.fullName),
			who: parties.map(partyInWords),
			reasons: nobody ? [...reasons, "Сейчас нет никого, кто мог бы это сделать."] : reasons,
			asks: (explained?.asks ?? []).map((guard) => LIFECYCLE.guards[guard]?.condition ?? guard),
		}
	})
}

/** The transitions of the drawing that are possible now: both their event and their own guards allow them. */
export function openWays(
	{ row, facts }: LoadedApplication,
	events: readonly InspectedEvent[],
	now: Date,
): string[] {
	if (row.quarantine !== null || !leafStates(LIFECYCLE.machine).includes(row.state)) return []
	return graphOf("application")
		.transitions.filter(({ from }) => from === row.state)
		.filter(({ event }) => events.some((one) => one.event === event && one.answer === "possible"))
		.filter(
			({ event, guards }) =>
				explainGuards(LIFECYCLE, guards, facts, { type: event, at: now.toISOString() }).possible,
		)
		.map(({ id }) => id)
}
