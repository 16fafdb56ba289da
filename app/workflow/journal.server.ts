import { createHash } from "node:crypto"
import { Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { insertRow } from "#app/db/row.server.ts"
import type { Ask } from "#app/db/snapshot.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import type { JournalEntry, JournalRow } from "./journal-row.ts"

/** One step of a subject: everything that its journal row is made of. */
export interface JournalStep
	extends Omit<JournalEntry, "actorId" | "actorName" | "actorRole" | "onBehalfOf"> {
	actor: Actor
	/** The person whom the subject concerns. Stored if somebody else acts for them. */
	onBehalfOf: string | null
}

/** The only place that builds a row: the step, the actor under today's name, and the hash of the previous row. */
export function journalRow({ actor, onBehalfOf, ...step }: JournalStep, previousHash: string): JournalRow {
	const isPerson = actor.kind === "person"
	const entry: JournalEntry = {
		...step,
		actorId: isPerson ? actor.id : null,
		actorName: actor.fullName,
		actorRole: actor.grants.map((grant) => grant.role).join(" "),
		onBehalfOf: isPerson && onBehalfOf !== actor.id ? onBehalfOf : null,
	}
	return { ...entry, previousHash, hash: hashOf(entry, previousHash) }
}

/** JSON with sorted keys, so that a row hashes the same when it is read back. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
	if (value && typeof value === "object" && !(value instanceof Date)) {
		const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
		return `{${entries
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
			.join(",")}}`
	}
	return JSON.stringify(value instanceof Date ? value.toISOString() : (value ?? null))
}

/** Whether the journal contains exactly what was sent. */
export const sameData = (kept: unknown, sent: unknown): boolean =>
	canonical(kept) === canonical(JSON.parse(JSON.stringify(sent)))

/** Each row's hash covers the row and the hash of the row before it, so no row in the middle can be changed unnoticed. */
export const hashOf = (entry: JournalEntry, previousHash: string): string =>
	createHash("sha256").update(canonical(entry)).update(previousHash).digest("hex")

/**
 * The hash that a stored row should have, given the previous hash that it names. If words were erased from it, this is the
 * hash of what is left together with the hash of the row as it was.
 */
export const hashOfRow = ({ previousHash, hash, erased, ...entry }: JournalRow): string =>
	hashOf(entry, erased ? previousHash + hash : previousHash)

/** The row that a new row of a subject is chained to. */
export interface LastEntry {
	seq: number
	hash: string
}

/** The subject's last row. It stays the last one while the subject is locked. */
export async function lastEntry(
	tx: Tx,
	subject: SubjectName,
	subjectId: string,
): Promise<LastEntry | undefined> {
	const [last] = await rowsOf<LastEntry>(
		tx,
		Prisma.sql`
		SELECT "seq", "hash" FROM "Journal" WHERE "subject" = ${subject} AND "subjectId" = ${subjectId}
		ORDER BY "seq" DESC LIMIT 1`,
	)
	return last
}

/** Writes one step after the subject's last row. */
export async function writeJournal(tx: Tx, step: JournalStep, last: LastEntry | undefined): Promise<void> {
	const { subject, subjectId, seq } = step
	if ((last?.seq ?? 0) !== seq - 1)
		throw new Error(`the journal of ${subject} ${subjectId} has no entry ${seq - 1}`)
	await insertRow(tx, "Journal", { ...journalRow(step, last?.hash ?? "") })
}

export const JOURNAL_COLUMNS = `"subject", "subjectId", "seq", "event", "data", "from", "to", "at", "reason", "machineVersion", "actorId",
	"actorName", "actorRole", "onBehalfOf", "previousHash", "hash"`

/** All columns of a stored row. */
export const JOURNAL_FIELDS = `${JOURNAL_COLUMNS}, "erased"`

/** Writes rows for many subjects at once. */
export async function writeJournalRows(ask: Ask, rows: readonly JournalRow[]): Promise<void> {
	await ask(
		`INSERT INTO "Journal" (${JOURNAL_COLUMNS}) SELECT ${JOURNAL_COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS j("subject" text,
		"subjectId" text, "seq" int, "event" text, "data" jsonb, "from" text, "to" text, "at" timestamptz, "reason" text,
		"machineVersion" int, "actorId" text, "actorName" text, "actorRole" text, "onBehalfOf" text, "previousHash" text, "hash" text)`,
		[JSON.stringify(rows)],
	)
}
