import { createHash } from "node:crypto"
import { Transform } from "node:stream"
import pg from "pg"

export interface CopiedTable {
	readonly name: string
	readonly columns: string[]
}

/**
 * The program's tables, each after those that it refers to, with the columns to copy. Columns that the database fills in
 * are left out. One of them is the journal's transaction number: a new cluster counts from the beginning, and an old number
 * would let a later transaction with the same number change a state without a journal row.
 */
export async function tablesOf(client: pg.Client): Promise<CopiedTable[]> {
	const { rows } = await client.query<CopiedTable>(`
		SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
		FROM pg_class c
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
		WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '\\_%'
			AND COALESCE(pg_get_expr(d.adbin, d.adrelid), '') NOT LIKE '%pg_current_xact_id%'
		GROUP BY c.relname ORDER BY c.relname`)
	const { rows: references } = await client.query<{ from: string; to: string }>(`
		SELECT f.relname AS from, t.relname AS to FROM pg_constraint
		JOIN pg_class f ON f.oid = conrelid JOIN pg_class t ON t.oid = confrelid
		WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conrelid <> confrelid`)
	return inOrder(rows, references)
}

export function inOrder<T extends { name: string }>(
	tables: readonly T[],
	references: readonly { from: string; to: string }[],
): T[] {
	const placed: T[] = []
	let waiting = [...tables]
	while (waiting.length > 0) {
		const names = new Set(waiting.map(({ name }) => name))
		const free = waiting.filter(
			({ name }) => !references.some(({ from, to }) => from === name && names.has(to)),
		)
		if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...names].join(", ")}`)
		placed.push(...free)
		waiting = waiting.filter((table) => !free.includes(table))
	}
	return placed
}

export interface CopiedSequence {
	readonly name: string
	readonly value: string
}

/** The current value of each sequence. A sequence that was never used has no row. */
export async function sequencesOf(client: pg.Client): Promise<CopiedSequence[]> {
	const { rows } = await client.query<CopiedSequence>(
		`SELECT sequencename AS name, last_value::text AS value FROM pg_sequences
		WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
	)
	return rows
}

const quoted = (name: string) => pg.escapeIdentifier(name)

const columnList = ({ columns }: CopiedTable) => columns.map(quoted).join(", ")

export const copyOut = (table: CopiedTable) => `COPY ${quoted(table.name)} (${columnList(table)}) TO STDOUT`
export const copyIn = (table: CopiedTable) => `COPY ${quoted(table.name)} (${columnList(table)}) FROM STDIN`
export const triggers = (does: "ENABLE" | "DISABLE", { name }: CopiedTable) =>
	`ALTER TABLE ${quoted(name)} ${does} TRIGGER USER`

/** Passes bytes on and gives their hash at the end. */
export function hashing() {
	const hash = createHash("sha256")
	const through = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk)
			done(null, chunk)
		},
	})
	return { through, digest: () => hash.digest("hex") }
}
