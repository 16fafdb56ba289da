import type { SubjectName } from "#machines/lifecycles.ts"
import { type Cabinet, cabinetsOf, type OwnEvents } from "./acts.ts"
import type { Possibility } from "./explain.server.ts"
import { commandFor } from "./registry.server.ts"

/**
 * The events that this person may send in one cabinet, for its pages. A person with several roles sees in each cabinet only
 * what the role of that cabinet may send.
 */
export function eventsIn(
	cabinet: Cabinet,
	subject: SubjectName,
	events: Readonly<Record<string, Possibility>>,
): OwnEvents {
	return ownEvents(
		Object.values(events).filter(({ event }) => {
			const command = commandFor(subject, event)
			return command !== undefined && cabinetsOf(command.may).includes(cabinet)
		}),
	)
}

type Answer = Pick<Possibility, "event" | "allowed" | "possible" | "reasons" | "button" | "rules">

/** Of these events, those that this person may send. */
export const ownEvents = (events: readonly (Answer | undefined)[]): OwnEvents =>
	Object.fromEntries(
		events.flatMap((one) => {
			if (!one?.allowed) return []
			const { event, possible, reasons, button, rules } = one
			return [[event, { possible, reasons, button, ...(rules && { rules }) }]]
		}),
	)
