import type { Tx } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { explainGuards, refusalReasons } from "#machines/explain.ts"
import { reasonIn } from "./dispatch.server.ts"
import { actorColumns, writeJournal } from "./journal.server.ts"
import type { Columns, Subject, SubjectRow } from "./subject.server.ts"

/**
 * Brings a subject into being: the machine's birth guards, the row in its first state, and the first journal entry, in the
 * caller's transaction. The caller has asked the policy.
 */
export async function beget<Row extends SubjectRow, Facts, Scope>(
	tx: Tx,
	{
		subject,
		id,
		actor,
		facts,
		columns,
		input = {},
		now,
		teacherId = null,
	}: {
		subject: Subject<Row, Facts, Scope>
		id: string
		actor: Actor
		facts: Facts
		columns: Columns
		input?: Record<string, unknown>
		now: Date
		teacherId?: string | null
	},
): Promise<{ id: string; state: string; version: number }> {
	const { lifecycle } = subject
	const { birth } = lifecycle
	const moment = { ...input, type: birth.event, at: now.toISOString() }
	const { possible, asks } = explainGuards(lifecycle, birth.guards, facts, moment)
	if (!possible || asks.length > 0) {
		const reasons = refusalReasons(lifecycle, null, facts, moment)
		throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
	}
	const born = { state: birth.to, version: 1, machineVersion: lifecycle.version, stateSince: now }
	const entry = {
		subject: subject.name,
		subjectId: id,
		seq: 1,
		event: birth.event,
		data: input,
		from: null,
		to: birth.to,
		at: now,
		reason: reasonIn(input),
		machineVersion: lifecycle.version,
		...actorColumns(actor, teacherId),
	}
	await Promise.all([subject.create(tx, { ...columns, ...born, id }), writeJournal(tx, entry, undefined)])
	return { id, state: birth.to, version: 1 }
}
