import { prisma } from "#app/db/client.server.ts"
import { REMINDERS } from "#templates/letters/index.ts"

/** Everything that a transition may write. Sessions and limits belong to people's visits; the letters' own rows belong to sending. */
const TABLES: Record<string, string> = {
	Application: `SELECT * FROM "Application"`,
	FormRevision: `SELECT * FROM "FormRevision"`,
	Attachment: `SELECT * FROM "Attachment"`,
	Conclusion: `SELECT * FROM "Conclusion"`,
	Withdrawal: `SELECT * FROM "Withdrawal"`,
	Schedule: `SELECT * FROM "Schedule"`,
	// In which schedule a seat is still work, or counts, is written by a trigger, from the state of the application.
	Seat: `SELECT to_jsonb(s) - '{workIn,countedIn}'::text[] FROM "Seat" s`,
	Category: `SELECT * FROM "Category"`,
	SittingMember: `SELECT * FROM "SittingMember"`,
	SittingCall: `SELECT * FROM "SittingCall"`,
	CommissionMember: `SELECT * FROM "CommissionMember"`,
	IssuedNotice: `SELECT * FROM "IssuedNotice"`,
	Sitting: `SELECT * FROM "Sitting"`,
	Period: `SELECT * FROM "Period"`,
	Counter: `SELECT * FROM "Counter"`,
	Invitation: `SELECT * FROM "Invitation"`,
	// That a person has filed is written by a trigger, from the state of the application.
	Person: `SELECT to_jsonb(p) - 'filed' FROM "Person" p`,
	// The person's name beside a job is written by a trigger, too.
	Engagement: `SELECT to_jsonb(e) - 'searchName' FROM "Engagement" e`,
	StoredFile: `SELECT * FROM "StoredFile"`,
	Journal: `SELECT * FROM "Journal" WHERE "subject" <> 'letter'`,
	Letter: `SELECT "id", "kind", "to", "text" FROM "Letter"`,
}

export type Picture = Record<string, string>

/** A fingerprint of each table. If two are equal, nothing was written in between. */
export async function picture(): Promise<Picture> {
	const parts = Object.entries(TABLES).map(
		([name, rows]) =>
			`SELECT '${name}' AS "table", md5(coalesce(string_agg(md5(r::text), '' ORDER BY md5(r::text)), '')) AS "print" FROM (${rows}) r`,
	)
	const rows = await prisma.$queryRawUnsafe<{ table: string; print: string }[]>(parts.join(" UNION ALL "))
	return Object.fromEntries(rows.map(({ table, print }) => [table, print]))
}

export const changedTables = (before: Picture, after: Picture): string[] =>
	Object.keys(before).filter((table) => before[table] !== after[table])

export async function rowOf(table: string, id: string): Promise<Record<string, unknown>> {
	const [found] = await prisma.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
		`SELECT to_jsonb(t) AS "row" FROM "${table}" t WHERE "id" = $1`,
		id,
	)
	if (!found) throw new Error(`${table} ${id} is not there`)
	return found.row
}

/** Letters written since then, as `kind → address`, sorted. */
export async function lettersSince(last: string): Promise<string[]> {
	const letters = await prisma.letter.findMany({
		// Reminders follow the calendar and no event.
		where: { id: { gt: last }, kind: { notIn: Object.keys(REMINDERS) } },
		select: { kind: true, to: true },
	})
	return letters.map(({ kind, to }) => `${kind} → ${to}`).sort()
}

export async function lastLetter(): Promise<string> {
	const last = await prisma.letter.findFirst({ orderBy: { id: "desc" }, select: { id: true } })
	return last?.id ?? ""
}

/** Journal rows written since then, without those about sending letters. */
export function journalSince(last: bigint) {
	return prisma.journal.findMany({
		where: { id: { gt: last }, subject: { not: "letter" } },
		orderBy: { id: "asc" },
	})
}

export async function lastEntry(): Promise<bigint> {
	const last = await prisma.journal.findFirst({ orderBy: { id: "desc" }, select: { id: true } })
	return last?.id ?? 0n
}
