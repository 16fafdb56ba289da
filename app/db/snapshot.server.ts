import pg from "pg"
import { env } from "#app/utils/env.server.ts"

/** Asks with plain pg: no models are built, which over a whole table is most of the time. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>

/** Reads the database as it was at one moment, however long the reading takes; nobody waits for it, it writes nothing. */
export const withSnapshot = <T>(work: (ask: Ask) => Promise<T>): Promise<T> =>
	inPlainTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)

/** A transaction over whole tables, as long as it takes: all of it or nothing. */
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
		// What is not committed is rolled back with the connection.
		await client.end()
	}
}
