import { createHash } from "node:crypto"
import { countOf, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import type { Ask } from "#app/db/snapshot.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { hashOfRow, JOURNAL_FIELDS } from "./journal.server.ts"
import type { JournalRow, Scrub } from "./journal-row.ts"

/**
 * Takes words from the journal of these subjects. A row keeps its hash, which the next row names, so the chain stays whole;
 * it gets the hash of what was left, so that it cannot be changed further unnoticed. Call it in a transaction that erases.
 */
export async function scrubJournal(
	tx: Tx,
	runId: string,
	subject: SubjectName,
	ids: readonly string[],
	scrub: Scrub,
): Promise<void> {
	if (ids.length === 0) return
	const rows = await rowsOf<JournalRow>(
		tx,
		Prisma.sql`SELECT ${Prisma.raw(JOURNAL_FIELDS)} FROM "Journal" WHERE "subject" = ${subject} AND "subjectId" = ANY (${[...ids]})`,
	)
	const changed = rows.flatMap((row) => {
		const left = scrub(row)
		const same =
			left.reason === row.reason &&
			left.actorName === row.actorName &&
			JSON.stringify(left.data) === JSON.stringify(row.data)
		if (same) return []
		const erased = row.erased ?? []
		const rest = hashOfRow({ ...row, ...left, erased: [...erased, { run: runId, rest: "" }] })
		const { subjectId, seq } = row
		return { subjectId, seq, ...left, erased: [...erased, { run: runId, rest }] }
	})
	if (changed.length === 0) return
	await countOf(
		tx,
		Prisma.sql`
		UPDATE "Journal" j SET "data" = n."data", "reason" = n."reason", "actorName" = n."actorName", "erased" = n."erased"
		FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
			AS n("subjectId" text, "seq" int, "data" jsonb, "reason" text, "actorName" text, "erased" jsonb)
		WHERE j."subject" = ${subject} AND j."subjectId" = n."subjectId" AND j."seq" = n."seq"`,
	)
}

/** How many rows a run has taken words from, and a hash over them: a row that says so without a run is noticed. */
export async function traceOf(ask: Ask, runId: string): Promise<{ rows: number; hash: string }> {
	const traces = await ask<{ trace: string }>(
		`
		SELECT concat_ws(' ', j."subject", j."subjectId", j."seq", j."hash", e->>'rest') AS "trace"
		FROM "Journal" j, jsonb_array_elements(j."erased") e
		WHERE j."erased" IS NOT NULL AND e->>'run' = $1 ORDER BY 1`,
		[runId],
	)
	const hash = createHash("sha256")
	for (const { trace } of traces) hash.update(`${trace}\n`)
	return { rows: traces.length, hash: hash.digest("hex") }
}
