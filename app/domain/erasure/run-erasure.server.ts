import { countOf, Prisma, prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import type { Ask } from "#app/db/snapshot.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { traceOf } from "#app/workflow/erase-journal.server.ts"
import { DUE } from "./due.sql.server.ts"
import { eraseNames, erasePapers, eraseReasons, eraseWhole } from "./erase-applications.server.ts"
import { eraseAccounts } from "./erase-people.server.ts"
import {
	eraseAccessRecords,
	eraseInvitations,
	eraseLetters,
	eraseLists,
	eraseReminders,
} from "./erase-records.server.ts"
import type { ErasingRun } from "./erasing.ts"
import { ERASURE_KINDS, type ErasureCode, type ErasureTerms, OF_OWNER, OF_PERSON } from "./kinds.ts"
import { dueBefore } from "./terms.server.ts"

type Erase = (tx: Tx, ids: readonly string[], run: ErasingRun) => Promise<unknown>

const ERASE: Readonly<Record<ErasureCode, Erase>> = {
	reasons: eraseReasons,
	papers: erasePapers,
	names: eraseNames,
	withdrawn: eraseWhole,
	discarded: eraseWhole,
	consent: eraseAccounts,
	accounts: eraseAccounts,
	letters: eraseLetters,
	reminders: eraseReminders,
	invitations: eraseInvitations,
	lists: eraseLists,
	devices: eraseAccessRecords,
	reads: eraseAccessRecords,
	deeds: eraseAccessRecords,
}

/** So many pieces go in one transaction. A run that breaks off goes on with the next. */
const AT_ONCE = 200

/** Erases what was due at the moment of a run that was requested. A finished run does nothing more. */
export async function runErasure(runId: string, now: Date): Promise<Record<string, number>> {
	const run = await prisma.erasureRun.findUniqueOrThrow({ where: { id: runId } })
	const done = { ...(run.done as Record<string, number>) }
	if (run.finishedAt) return done
	const terms = run.terms as unknown as ErasureTerms
	for (const { code } of ERASURE_KINDS) {
		const term = terms[code] ?? null
		if (term === null) continue
		const due = DUE[code](dueBefore(run.at, term))
		let before = ""
		for (;;) {
			const ids = await erasePart({ runId, byId: run.byId, now }, code, due)
			if (ids.length === 0) break
			if (ids[0] === before) throw new Error(`«${code}» is still due after it was erased: ${before}`)
			before = ids[0] ?? ""
			done[code] = (done[code] ?? 0) + ids.length
		}
	}
	const { rows, hash } = await traceOf(asking, runId)
	await prisma.erasureRun.update({
		where: { id: runId },
		data: { finishedAt: now, journalRows: rows, journalHash: hash },
		select: { id: true },
	})
	return done
}

const asking: Ask = (text, values = []) => prisma.$queryRawUnsafe(text, ...values)

function erasePart(
	{ runId, byId, now }: ErasingRun & { byId: string | null },
	code: ErasureCode,
	due: Prisma.Sql,
): Promise<string[]> {
	return inTransaction(
		async (tx) => {
			// A job that was believed dead may still run: the second one waits here and then finds the next part.
			await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('erasure'))`
			const rows = await rowsOf<{ id: string }>(
				tx,
				Prisma.sql`SELECT d."id" FROM (${due}) d ORDER BY d."id" LIMIT ${AT_ONCE}`,
			)
			const ids = rows.map(({ id }) => id)
			if (ids.length === 0) return ids
			await tx.$executeRaw`SELECT set_config('attestation.erasing', 'yes', true)`
			await tell(tx, { byId, now, code, ids })
			await ERASE[code](tx, ids, { runId, now })
			await countOf(
				tx,
				Prisma.sql`UPDATE "ErasureRun" SET "done" = "done" || jsonb_build_object(${code}::text,
					coalesce(("done"->>${code}::text)::int, 0) + ${ids.length}::int) WHERE "id" = ${runId}`,
			)
			return ids
		},
		{ timeout: 120_000 },
	)
}

async function tell(
	tx: Tx,
	{ byId, now, code, ids }: { byId: string | null; now: Date; code: ErasureCode; ids: readonly string[] },
): Promise<void> {
	const title = ERASURE_KINDS.find((kind) => kind.code === code)?.title ?? code
	const people = OF_OWNER.has(code)
		? Prisma.sql`SELECT DISTINCT "teacherId" FROM "Application" WHERE "id" = ANY (${[...ids]})`
		: OF_PERSON.has(code)
			? Prisma.sql`SELECT "id" FROM "Person" WHERE "id" = ANY (${[...ids]})`
			: null
	if (!people) return
	await countOf(
		tx,
		Prisma.sql`INSERT INTO "AccessLog" ("at", "actorId", "personId", "what", "detail")
			SELECT ${now}, ${byId}::text, p.*, 'erased', jsonb_build_object('what', ${title}::text) FROM (${people}) p`,
	)
}
