import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound } from "#app/utils/errors.ts"
import { type Explanation, explainEvent, leafStates } from "#machines/lifecycle.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { commandFor, subjectNamed } from "./registry.server.ts"
import type { Loaded } from "./subject.server.ts"

export interface Possibility extends Explanation {
	/** Words of the button. */
	button: string
	/** The policy lets this actor send it, whatever the state says. */
	allowed: boolean
}

/** For every event of the machine: possible or not for this actor, and every reason why not. Pages build buttons from it. */
export async function explain(
	actor: Actor,
	name: SubjectName,
	id: string,
	now: Date,
): Promise<{ version: number; state: string; events: Record<string, Possibility> }> {
	return explainLoaded(actor, name, await loadKnown(actor, name, id, now), now)
}

/** @throws DomainError not-found unless the actor may know that the subject exists */
export async function loadKnown(actor: Actor, name: SubjectName, id: string, now: Date): Promise<Loaded> {
	const subject = subjectNamed(name)
	const loaded = await subject.load(prisma, id, now)
	if (!loaded || !subject.mayRead(actor, loaded.scope)) throw notFound()
	return loaded
}

/** An answer of `explain` as a refusal: forbidden before not-allowed-now. */
export function ensurePossible(told: Possibility | undefined): void {
	if (!told?.allowed) throw forbidden()
	if (!told.possible)
		throw new DomainError("not-allowed-now", told.reasons.join(" "), { reasons: told.reasons })
}

const NOT_YOURS = "Это действие доступно другим участникам."

/** The same for a subject that a view has already loaded. */
export function explainLoaded(actor: Actor, name: SubjectName, loaded: Loaded, now: Date) {
	const { events } = subjectNamed(name).lifecycle
	const told = Object.keys(events).map((event) => [event, explainOne(actor, name, loaded, event, now)])
	const { version, state } = loaded.row
	return { version, state, events: Object.fromEntries(told) as Record<string, Possibility> }
}

/** One event; undefined when the machine has none of this name. */
export function explainOne(
	actor: Actor,
	name: SubjectName,
	{ row, facts, scope }: Loaded,
	event: string,
	now: Date,
): Possibility | undefined {
	const { lifecycle } = subjectNamed(name)
	const words = lifecycle.events[event]
	if (!words) return undefined
	const known = row.quarantine === null && leafStates(lifecycle.machine).includes(row.state)
	const allowed = commandFor(name, event)?.may(actor, scope, null) ?? false
	const told = known
		? explainEvent(lifecycle, row.state, facts, { type: event, at: now.toISOString() })
		: { event, possible: false, reasons: ["Запись отложена для проверки оператором."], asks: [] }
	const reasons = allowed ? told.reasons : [NOT_YOURS, ...told.reasons]
	return { ...told, button: words.button, allowed, possible: allowed && told.possible, reasons }
}
