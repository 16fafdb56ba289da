import { createHash } from "node:crypto"
import type { Tx } from "#app/db/client.server.ts"
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

/** The chain: every row's hash covers the row and the hash before it, so that nothing can be changed in the middle. */
export const hashOf = (entry: JournalEntry, previousHash: string): string =>
	createHash("sha256").update(canonical(entry)).update(previousHash).digest("hex")

/** The same for a row read back: of its entry and of the hash that it names as the one before. */
export const hashOfRow = ({ previousHash, hash: _, ...entry }: JournalRow): string =>
	hashOf(entry, previousHash)

/** Writes the entry of one transition; the row before it in the subject's sequence must be there. */
export async function writeJournal(tx: Tx, entry: JournalEntry): Promise<void> {
	const previousHash = entry.seq === 1 ? "" : await hashBefore(tx, entry)
	await insertRow(tx, "Journal", { ...entry, previousHash, hash: hashOf(entry, previousHash) })
}

async function hashBefore(tx: Tx, { subject, subjectId, seq }: JournalEntry): Promise<string> {
	const [previous] = await tx.$queryRaw<{ hash: string }[]>`
		SELECT "hash" FROM "Journal" WHERE "subject" = ${subject} AND "subjectId" = ${subjectId} AND "seq" = ${seq - 1}`
	if (!previous) throw new Error(`the journal of ${subject} ${subjectId} has no entry ${seq - 1}`)
	return previous.hash
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
