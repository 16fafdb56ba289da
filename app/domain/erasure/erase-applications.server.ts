import { countOf, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { scrubJournal } from "#app/workflow/erase-journal.server.ts"
import type { ErasingRun } from "./erasing.ts"
import { ERASED_NAME } from "./kinds.ts"
import { withoutContent, withoutWords } from "./words.ts"

/** The form, every file and paper, and what the journal says of them. Codes, numbers, days and the name stay. */
export async function erasePapers(tx: Tx, ids: readonly string[], { runId, now }: ErasingRun): Promise<void> {
	const mine = Prisma.sql`"applicationId" = ANY (${[...ids]})`
	const withdrawals = await withdrawalsOf(tx, ids)
	const files = await rowsOf<{ hash: string }>(
		tx,
		Prisma.sql`
		SELECT "fileHash" AS "hash" FROM "Attachment" WHERE ${mine} AND "fileHash" IS NOT NULL
		UNION SELECT "fileHash" FROM "PhotoPage" WHERE ${mine} UNION SELECT "fileHash" FROM "FormRevision" WHERE ${mine}
		UNION SELECT "fileHash" FROM "Conclusion" WHERE ${mine}
		UNION SELECT "formHash" FROM "Withdrawal" WHERE ${mine} AND "formHash" IS NOT NULL
		UNION SELECT "scanHash" FROM "Withdrawal" WHERE ${mine} AND "scanHash" IS NOT NULL`,
	)
	for (const table of ["Attachment", "PhotoPage", "FormRevision", "Conclusion"])
		await countOf(tx, Prisma.sql`DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE ${mine}`)
	await countOf(tx, Prisma.sql`UPDATE "IssuedNotice" SET "fields" = '{}' WHERE ${mine} AND "fields" <> '{}'`)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Withdrawal" SET "formHash" = NULL, "scanHash" = NULL, "scanReport" = NULL, "contentHash" = ''
			WHERE ${mine}`,
	)
	await eraseWords(tx, ids)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "form" = '{}', "erasedAt" = ${now}, "reasonsErasedAt" = ${now} WHERE "id" = ANY (${[...ids]})`,
	)
	await scrubJournal(tx, runId, "application", ids, withoutContent)
	await scrubJournal(tx, runId, "withdrawal", withdrawals, withoutContent)
	await forgetFiles(
		tx,
		files.map(({ hash }) => hash),
	)
}

/** Files that nothing refers to any more. Their content is removed from the store when it is swept. */
const forgetFiles = (tx: Tx, hashes: readonly string[]) =>
	countOf(
		tx,
		Prisma.sql`
		DELETE FROM "StoredFile" f WHERE f."hash" = ANY (${[...hashes]})
			AND NOT EXISTS (SELECT 1 FROM "Attachment" WHERE "fileHash" = f."hash")
			AND NOT EXISTS (SELECT 1 FROM "PhotoPage" WHERE "fileHash" = f."hash")
			AND NOT EXISTS (SELECT 1 FROM "FormRevision" WHERE "fileHash" = f."hash")
			AND NOT EXISTS (SELECT 1 FROM "Conclusion" WHERE "fileHash" = f."hash")
			AND NOT EXISTS (SELECT 1 FROM "Withdrawal" WHERE f."hash" IN ("formHash", "scanHash"))
			AND NOT EXISTS (SELECT 1 FROM "TemplateVersion" WHERE "fileHash" = f."hash")`,
	)

/** Reasons and remarks in people's own words, on the application, its withdrawals and its seats. */
async function eraseWords(tx: Tx, ids: readonly string[]): Promise<void> {
	const mine = Prisma.sql`"applicationId" = ANY (${[...ids]})`
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "rejectionReason" = NULL, "disputeComment" = NULL, "returnRemark" = NULL,
			"notSignedReason" = NULL WHERE "id" = ANY (${[...ids]})`,
	)
	await countOf(tx, Prisma.sql`UPDATE "Withdrawal" SET "reason" = '', "rejectionReason" = NULL WHERE ${mine}`)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Seat" SET "colleagueReason" = NULL, "declineReason" = NULL, "visitNote" = NULL, "materialsAsked" = NULL,
			"departureNote" = NULL WHERE ${mine}`,
	)
}

export async function eraseReasons(
	tx: Tx,
	ids: readonly string[],
	{ runId, now }: ErasingRun,
): Promise<void> {
	await eraseWords(tx, ids)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "reasonsErasedAt" = ${now} WHERE "id" = ANY (${[...ids]})`,
	)
	await scrubJournal(tx, runId, "application", ids, withoutWords)
	await scrubJournal(tx, runId, "withdrawal", await withdrawalsOf(tx, ids), withoutWords)
}

/** The owner's name in the application and wherever the owner acted on it. Names of those in office stay. */
export async function eraseNames(tx: Tx, ids: readonly string[], { runId, now }: ErasingRun): Promise<void> {
	const owners = new Map(
		(
			await rowsOf<{ id: string; teacherId: string }>(
				tx,
				Prisma.sql`
				SELECT "id", "teacherId" FROM "Application" WHERE "id" = ANY (${[...ids]})
				UNION ALL SELECT w."id", a."teacherId" FROM "Withdrawal" w JOIN "Application" a ON a."id" = w."applicationId"
				WHERE a."id" = ANY (${[...ids]})`,
			)
		).map(({ id, teacherId }) => [id, teacherId]),
	)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "fullName" = ${ERASED_NAME}, "searchName" = '', "namesErasedAt" = ${now}
			WHERE "id" = ANY (${[...ids]})`,
	)
	const nameless = (subject: "application" | "withdrawal", subjects: readonly string[]) =>
		scrubJournal(tx, runId, subject, subjects, ({ subjectId, data, reason, actorId, actorName }) => ({
			data,
			reason,
			actorName: actorId && actorId === owners.get(subjectId) ? ERASED_NAME : actorName,
		}))
	await nameless("application", ids)
	await nameless("withdrawal", await withdrawalsOf(tx, ids))
}

export async function eraseWhole(tx: Tx, ids: readonly string[], run: ErasingRun): Promise<void> {
	await erasePapers(tx, ids, run)
	await eraseNames(tx, ids, run)
}

async function withdrawalsOf(tx: Tx, applicationIds: readonly string[]): Promise<string[]> {
	const found = await tx.withdrawal.findMany({
		where: { applicationId: { in: [...applicationIds] } },
		select: { id: true },
	})
	return found.map(({ id }) => id)
}
