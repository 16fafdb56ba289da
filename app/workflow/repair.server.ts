import type { Tx } from "#app/db/client.server.ts"
import type { Ask } from "#app/db/snapshot.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, invalid, notFound, stale } from "#app/utils/errors.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { OUTSIDE, stepsOf } from "#machines/steps.ts"
import type { Outcome } from "./dispatch.server.ts"
import { foldJournal, type HandMove } from "./fold.ts"
import { lastEntry, writeJournal } from "./journal.server.ts"
import { subjectNamed } from "./registry.server.ts"
import { journalOf } from "./replay.server.ts"
import type { SubjectRow } from "./subject.server.ts"
import { TABLES } from "./tables.ts"

export interface HandOrder {
	subject: SubjectName
	id: string
	/** A state of the machine's current version. */
	to: string
	/** The version that both operators saw. */
	version: number
	reason: string
	repairId: string
	proposedBy: { id: string; name: string }
	/** The second operator. */
	confirmer: Actor
	/** The person whom the subject concerns. */
	onBehalfOf: string | null
	now: Date
}

/**
 * Writes a state that two operators chose by hand, in the transaction of the confirmation: the row, and a journal entry
 * with both people and the reason. No action of the machine runs: no letter is sent, no number assigned. It also repairs a
 * quarantined subject: the journal continues from the state that follows from the journal, whatever was stored. The caller
 * has checked the policy.
 * @throws DomainError invalid, not-allowed-now, stale; a unique index may refuse the state
 */
export async function moveByHand(tx: Tx, order: HandOrder): Promise<Outcome> {
	const { subject, id, to, reason, confirmer, now } = order
	const { lifecycle } = subjectNamed(subject)
	const row = await lockedRow(tx, subject, id)
	if (row.version !== order.version) throw stale()
	if (!stepsOf(lifecycle, lifecycle.version)?.states.has(to))
		throw invalid({ to: "Выберите состояние из списка." })
	const { folded } = foldJournal(lifecycle, await journalOf(askIn(tx), subject, id))
	if (folded.state === null) throw new DomainError("not-allowed-now", NO_JOURNAL)
	const isSound = row.quarantine === null && row.state === folded.state && row.version === folded.version
	if (isSound && to === row.state) throw invalid({ to: "Запись уже в этом состоянии: выберите другое." })

	const version = folded.version + 1
	const since = to === folded.state ? folded.stateSince : now
	const hand: HandMove = {
		repairId: order.repairId,
		proposedBy: order.proposedBy,
		confirmedBy: { id: confirmer.id, name: confirmer.fullName },
		healed: isSound ? null : row.state,
	}
	await tx.$executeRawUnsafe(
		`UPDATE "${TABLES[subject]}" SET "state" = $2, "version" = $3, "machineVersion" = $4, "stateSince" = $5, "quarantine" = NULL
		WHERE "id" = $1`,
		id,
		to,
		version,
		lifecycle.version,
		since,
	)
	const step = {
		subject,
		subjectId: id,
		seq: version,
		event: OUTSIDE.byHand,
		data: { ...hand },
		from: folded.state,
		to,
		at: now,
		reason,
		machineVersion: lifecycle.version,
		actor: confirmer,
		onBehalfOf: order.onBehalfOf,
	}
	await writeJournal(tx, step, await lastEntry(tx, subject, id))
	return { id, state: to, version }
}

const NO_JOURNAL =
	"У записи нет журнала, поэтому перевести её нельзя: её восстанавливают из резервной копии базы данных."

/** Locks the row in the subject's own way, then reads it. */
async function lockedRow(tx: Tx, subject: SubjectName, id: string): Promise<SubjectRow> {
	await subjectNamed(subject).lock(tx, id)
	const row = await subjectRow(tx, subject, id)
	if (!row) throw notFound()
	return row
}

/** The engine's own columns of a subject, whether its state is known or not. */
export async function subjectRow(
	db: Pick<Tx, "$queryRawUnsafe">,
	subject: SubjectName,
	id: string,
): Promise<SubjectRow | null> {
	const [row] = await db.$queryRawUnsafe<SubjectRow[]>(
		`SELECT "id", "state", "version", "machineVersion", "quarantine" FROM "${TABLES[subject]}" WHERE "id" = $1`,
		id,
	)
	return row ?? null
}

const askIn =
	(tx: Tx): Ask =>
	(text, values = []) =>
		tx.$queryRawUnsafe(text, ...values)
