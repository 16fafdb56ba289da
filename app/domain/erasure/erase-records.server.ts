import { countOf, Prisma, type Tx } from "#app/db/client.server.ts"
import { scrubJournal } from "#app/workflow/erase-journal.server.ts"
import type { ErasingRun } from "./erasing.ts"
import { withoutContent } from "./words.ts"

export async function eraseLetters(tx: Tx, ids: readonly string[], { runId }: ErasingRun): Promise<void> {
	await countOf(
		tx,
		Prisma.sql`UPDATE "Letter" SET "to" = '', "subject" = '', "text" = '', "html" = '', "links" = '[]', "error" = NULL
			WHERE "id" = ANY (${[...ids]})`,
	)
	await scrubJournal(tx, runId, "letter", ids, withoutContent)
}

export async function eraseInvitations(tx: Tx, ids: readonly string[], { runId }: ErasingRun): Promise<void> {
	await countOf(
		tx,
		Prisma.sql`UPDATE "Invitation" SET "email" = '', "subject" = '', "message" = '' WHERE "id" = ANY (${[...ids]})`,
	)
	await scrubJournal(tx, runId, "invitation", ids, withoutContent)
}

/** Ids of this kind say first which table they are from. */
const partOf = (ids: readonly string[], table: string) =>
	ids.filter((id) => id.startsWith(`${table} `)).map((id) => id.slice(table.length + 1))

export async function eraseReminders(tx: Tx, ids: readonly string[]): Promise<void> {
	await countOf(
		tx,
		Prisma.sql`UPDATE "Mailing" SET "message" = '', "recipientName" = '' WHERE "id" = ANY (${partOf(ids, "mailing")})`,
	)
	await countOf(
		tx,
		Prisma.sql`UPDATE "Notice" SET "line" = ''
			WHERE concat_ws(' ', "rule", "deadline", "subjectId", "personId") = ANY (${partOf(ids, "notice")})`,
	)
	await countOf(
		tx,
		Prisma.sql`DELETE FROM "CalendarEvent" WHERE "personId" || ' ' || "key" = ANY (${partOf(ids, "event")})`,
	)
	await countOf(tx, Prisma.sql`DELETE FROM "DeadAddress" WHERE "address" = ANY (${partOf(ids, "address")})`)
}

export async function eraseLists(tx: Tx, ids: readonly string[]): Promise<void> {
	for (const [name, table] of [
		["batch", "Batch"],
		["extraction", "Extraction"],
		["import", "ReferenceImport"],
	] as const)
		await countOf(
			tx,
			Prisma.sql`DELETE FROM ${Prisma.raw(`"${table}"`)} WHERE "id" = ANY (${partOf(ids, name)})`,
		)
}

export const eraseAccessRecords = (tx: Tx, ids: readonly string[]): Promise<number> =>
	countOf(tx, Prisma.sql`DELETE FROM "AccessLog" WHERE "id" = ANY (${[...ids]}::bigint[])`)
