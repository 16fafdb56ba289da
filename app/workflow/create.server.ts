import type { Tx } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { explainGuards, refusalOf } from "#machines/explain.ts"
import { writeJournal } from "./journal.server.ts"
import { type Columns, reasonIn, type Subject, type SubjectRow } from "./subject.server.ts"

/**
 * Creates a subject in the caller's transaction: checks the guards of its creation, then writes the row in its first state
 * and the first journal entry. The caller has checked the policy.
 * @throws DomainError not-allowed-now with every reason
 */
export async function createSubject<Row extends SubjectRow, Facts, Scope>(
	tx: Tx,
	{
		subject,
		id,
		actor,
		facts,
		columns,
		input = {},
		now,
		onBehalfOf = null,
	}: {
		subject: Subject<Row, Facts, Scope>
		id: string
		actor: Actor
		facts: Facts
		columns: Columns
		input?: Record<string, unknown>
		now: Date
		/** The person whom the subject concerns, if any. */
		onBehalfOf?: string | null
	},
): Promise<{ id: string; state: string; version: number }> {
	const { lifecycle } = subject
	const { creation } = lifecycle
	const event = { ...input, type: creation.event, at: now.toISOString() }
	const { possible, asks } = explainGuards(lifecycle, creation.guards, facts, event)
	if (!possible || asks.length > 0) {
		const { reasons, rules } = refusalOf(lifecycle, null, facts, event)
		throw new DomainError("not-allowed-now", reasons.join(" "), { reasons, rules })
	}
	const first = { state: creation.to, version: 1, machineVersion: lifecycle.version, stateSince: now }
	const step = {
		subject: subject.name,
		subjectId: id,
		seq: 1,
		event: creation.event,
		data: input,
		from: null,
		to: creation.to,
		at: now,
		reason: reasonIn(subject, input),
		machineVersion: lifecycle.version,
		actor,
		onBehalfOf,
	}
	await subject.create(tx, { ...columns, ...first, id })
	await writeJournal(tx, step, undefined)
	return { id, state: creation.to, version: 1 }
}
