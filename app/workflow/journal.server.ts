import { createHash } from "node:crypto"
import { Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { insertRow } from "#app/db/row.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import type { JournalRow } from "./fold.ts"

export interface JournalEntry {
	subject: SubjectName
	subjectId: string
	/** Number in the subject's sequence; equals the version it leads to. */
	seq: number
	event: string
	data: Record<string, unknown>
	from: string | null
	to: string
	at: Date
	reason: string | null
	machineVersion: number
	actorId: string | null
	actorName: string
	actorRole: string
	onBehalfOf: string | null
}

/** Keys in order, so that a row read back hashes as it was written. */
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

/** Whether the journal holds what was sent. */
export const sameData = (kept: unknown, sent: unknown): boolean =>
	canonical(kept) === canonical(JSON.parse(JSON.stringify(sent)))

/** The chain: every row's hash covers the row and the hash before it, so that nothing can be changed in the middle. */
export const hashOf = (entry: JournalEntry, previousHash: string): string =>
	createHash("sha256").update(canonical(entry)).update(previousHash).digest("hex")

/** The same for a row read back: of its entry and of the hash that it names as the one before. */
export const hashOfRow = ({ previousHash, hash: _, ...entry }: JournalRow): string =>
	hashOf(entry, previousHash)

/** What a new entry of a subject is chained to. */
export interface LastEntry {
	seq: number
	hash: string
}

/** The subject's last entry; it stays the last one as long as the subject is locked. */
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

/** Writes the entry of one transition behind the subject's last one. */
export async function writeJournal(tx: Tx, entry: JournalEntry, last: LastEntry | undefined): Promise<void> {
	const { subject, subjectId, seq } = entry
	if ((last?.seq ?? 0) !== seq - 1)
		throw new Error(`the journal of ${subject} ${subjectId} has no entry ${seq - 1}`)
	const previousHash = last?.hash ?? ""
	await insertRow(tx, "Journal", { ...entry, previousHash, hash: hashOf(entry, previousHash) })
}

/** Who acted, as the journal keeps it: the name as it is today, whatever it becomes later. */
export function actorColumns(actor: Actor, teacherId: string | null) {
	const isPerson = actor.kind === "person"
	return {
		actorId: isPerson ? actor.id : null,
		actorName: actor.fullName,
		actorRole: actor.grants.map((grant) => grant.role).join(" "),
		onBehalfOf: isPerson && teacherId !== null && teacherId !== actor.id ? teacherId : null,
	}
}
