import { countOf, Prisma, type Tx } from "./client.server.ts"

/** Values by column; an undefined one is left as it is. */
export type Columns = Readonly<Record<string, unknown>>

// Rows that the engine locks and writes, in plain SQL: Prisma builds the same statement anew each time, which costs ten times what
// PostgreSQL takes to carry it out.

/** Writes a new row. Columns that are not given take the table's defaults. */
export async function insertRow(tx: Tx, table: Prisma.ModelName, columns: Columns): Promise<void> {
	const given = entriesOf(columns)
	const names = Prisma.join(given.map(([name]) => quoted(name)))
	const values = Prisma.join(given.map(([, value]) => sqlValue(value)))
	await countOf(tx, Prisma.sql`INSERT INTO ${quoted(table)} (${names}) VALUES (${values})`)
}

/** Compare-and-set. @returns how many rows still had this version: one or none */
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

/** Waits until nobody else holds the row; until the transaction ends nobody else gets it. */
export async function lockRow(tx: Tx, table: Prisma.ModelName, id: string): Promise<void> {
	await countOf(tx, Prisma.sql`SELECT 1 FROM ${quoted(table)} WHERE "id" = ${id} FOR UPDATE`)
}

const entriesOf = (columns: Columns) => Object.entries(columns).filter(([, value]) => value !== undefined)

const quoted = (name: string) => Prisma.raw(`"${name.replaceAll('"', '""')}"`)

/** Objects and lists are for columns of JSON; the schema has no others that would take them. */
const sqlValue = (value: unknown) =>
	typeof value === "object" && value !== null && !(value instanceof Date)
		? Prisma.sql`${JSON.stringify(value)}::jsonb`
		: Prisma.sql`${value}`
