import pg from "pg"
import { env } from "#app/utils/env.server.ts"

/** Asks with plain pg: no models are built, which over a whole table is most of the time. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>

/** Reads the database as it was at one moment, however long the reading takes; nobody waits for it, it writes nothing. */
export async function withSnapshot<T>(
	work: (ask: Ask) => Promise<T>,
	databaseUrl = env.DATABASE_URL,
): Promise<T> {
	const client = new pg.Client({ connectionString: databaseUrl, application_name: "attestation replay" })
	await client.connect()
	try {
		await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
		return await work(async (text, values = []) => (await client.query({ text, values })).rows)
	} finally {
		await client.end()
	}
}
