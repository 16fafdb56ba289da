import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound } from "#app/utils/errors.ts"
import { type Explanation, explainEvent } from "#machines/explain.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { commandFor, subjectNamed } from "./registry.server.ts"
import type { Loaded } from "./subject.server.ts"

export interface Possibility extends Explanation {
	/** The words of its button. */
	button: string
	/** True if the policy lets this actor send it in some state. */
	allowed: boolean
}

/** Whether each event of the machine is possible for this actor, and every reason why not. Pages build their buttons from it. */
export async function explain(
	actor: Actor,
	name: SubjectName,
	id: string,
	now: Date,
): Promise<{ version: number; state: string; events: Record<string, Possibility> }> {
	return explainLoaded(actor, name, await loadReadable(actor, name, id, now), now)
}

/** @throws DomainError not-found unless the actor may know that the subject exists */
export async function loadReadable(actor: Actor, name: SubjectName, id: string, now: Date): Promise<Loaded> {
	const subject = subjectNamed(name)
	const loaded = await subject.load(prisma, id, now)
	if (!loaded || !subject.mayRead(actor, loaded.scope)) throw notFound()
	return loaded
}

/** Throws the refusal that an explanation implies: `forbidden` or `not-allowed-now`. */
export function ensurePossible(event: Possibility | undefined): void {
	if (!event?.allowed) throw forbidden()
	if (!event.possible)
		throw new DomainError("not-allowed-now", event.reasons.join(" "), {
			reasons: event.reasons,
			rules: event.rules ?? [],
		})
}

const NOT_YOURS = "Это действие доступно другим участникам."
const SET_ASIDE: Omit<Explanation, "event"> = {
	possible: false,
	reasons: ["Запись отложена для проверки оператором."],
	asks: [],
}

/** Explains a subject that a view has already loaded. */
export function explainLoaded(actor: Actor, name: SubjectName, loaded: Loaded, now: Date) {
	const explained = explainer(actor, name, loaded, now)
	const events: Record<string, Possibility> = {}
	for (const [event, { button }] of Object.entries(subjectNamed(name).lifecycle.events))
		events[event] = explained(event, button)
	const { version, state } = loaded.row
	return { version, state, events }
}

/** Explains one event, or returns undefined if the machine has no event with this name. */
export function explainOne(
	actor: Actor,
	name: SubjectName,
	loaded: Loaded,
	event: string,
	now: Date,
): Possibility | undefined {
	const words = subjectNamed(name).lifecycle.events[event]
	return words && explainer(actor, name, loaded, now)(event, words.button)
}

function explainer(actor: Actor, name: SubjectName, { row, facts, scope }: Loaded, now: Date) {
	const { lifecycle } = subjectNamed(name)
	const known = row.quarantine === null && leafStates(lifecycle.machine).includes(row.state)
	const at = now.toISOString()
	return (event: string, button: string): Possibility => {
		const may = commandFor(name, event)?.may
		const allowed = may?.(actor, scope, null) ?? false
		const { possible, reasons, asks, rules } = known
			? explainEvent(lifecycle, row.state, facts, { type: event, at })
			: SET_ASIDE
		return {
			event,
			button,
			allowed,
			possible: allowed && possible,
			reasons: allowed ? reasons : [may?.why(actor, scope, null) ?? NOT_YOURS, ...reasons],
			asks,
			...(allowed && rules && { rules }),
		}
	}
}
