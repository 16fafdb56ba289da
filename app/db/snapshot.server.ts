import pg from "pg"
import { env } from "#app/utils/env.server.ts"

/** Runs a query through pg itself. Over a whole table Prisma would spend most of the time building models. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>

/** Reads the database as it was at one moment, however long reading takes. It writes nothing and blocks nobody. */
export const withSnapshot = <T>(work: (ask: Ask) => Promise<T>): Promise<T> =>
	inPlainTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)

/** A transaction over whole tables, without a time limit. */
export const withWholeTables = <T>(work: (ask: Ask) => Promise<T>): Promise<T> =>
	inPlainTransaction("BEGIN", work)

async function inPlainTransaction<T>(begin: string, work: (ask: Ask) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: env.DATABASE_URL, application_name: "attestation" })
	await client.connect()
	try {
		await client.query(begin)
		const result = await work(async (text, values = []) => (await client.query({ text, values })).rows)
		await client.query("COMMIT")
		return result
	} finally {
		// Closing the connection rolls back what is not committed.
		await client.end()
	}
}
