import { countOf, Prisma, type Tx } from "./client.server.ts"

/** Values by column. An undefined value leaves the column unchanged. */
export type Columns = Readonly<Record<string, unknown>>

// The engine locks and writes its rows in plain SQL. Prisma compiles such a statement each time, which takes ten times as
// long as PostgreSQL needs to execute it.

/** Inserts a row. Columns that are not given take the table's defaults. */
export async function insertRow(tx: Tx, table: Prisma.ModelName, columns: Columns): Promise<void> {
	const given = entriesOf(columns)
	const names = Prisma.join(given.map(([name]) => quoted(name)))
	const values = Prisma.join(given.map(([, value]) => sqlValue(value)))
	await countOf(tx, Prisma.sql`INSERT INTO ${quoted(table)} (${names}) VALUES (${values})`)
}

/** Compare-and-set: updates the row only if it still has this version. @returns how many rows were updated, one or none */
export async function updateRow(
	tx: Tx,
	table: Prisma.ModelName,
	{ id, version }: { id: string; version: number },
	columns: Columns,
): Promise<number> {
	const changes = entriesOf(columns).map(([name, value]) => Prisma.sql`${quoted(name)} = ${sqlValue(value)}`)
	return countOf(
		tx,
		Prisma.sql`UPDATE ${quoted(table)} SET ${Prisma.join(changes)} WHERE "id" = ${id} AND "version" = ${version}`,
	)
}

/** Waits until no other transaction holds the row, then holds it until this transaction ends. */
export async function lockRow(tx: Tx, table: Prisma.ModelName, id: string): Promise<void> {
	await countOf(tx, Prisma.sql`SELECT 1 FROM ${quoted(table)} WHERE "id" = ${id} FOR UPDATE`)
}

const entriesOf = (columns: Columns) => Object.entries(columns).filter(([, value]) => value !== undefined)

const quoted = (name: string) => Prisma.raw(`"${name.replaceAll('"', '""')}"`)

/** Objects and lists are written as JSON, because the engine's tables have no array columns. */
const sqlValue = (value: unknown) =>
	typeof value === "object" && value !== null && !(value instanceof Date)
		? Prisma.sql`${JSON.stringify(value)}::jsonb`
		: Prisma.sql`${value}`
