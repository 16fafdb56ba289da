import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { Prisma, PrismaClient } from "./generated/client.ts"
import { PreparingClient } from "./preparing-client.server.ts"

export { Prisma }

/** What a function that only works inside a transaction takes. */
export type Tx = Prisma.TransactionClient
/** What a reading function takes: the client, or a transaction that is under way. */
export type Db = Tx | PrismaClient

// Development reloads modules; the pool must not multiply with each reload.
const kept = globalThis as typeof globalThis & { attestationDatabase?: ReturnType<typeof openPool> }

function openPool() {
	const pool = new pg.Pool({
		connectionString: env.DATABASE_URL,
		max: env.DATABASE_POOL,
		idleTimeoutMillis: 30_000,
		connectionTimeoutMillis: 5_000,
		application_name: "attestation",
		// A short script ends when its work ends, without waiting for idle connections.
		allowExitOnIdle: true,
		Client: PreparingClient,
		// Queries of one transaction that do not wait for each other are sent at once; pg's own queue of them ends with pg 9.
		pipeline: true,
	})
	// A connection that breaks while it waits for work is replaced at the next query; unheard, it would end the process.
	pool.on("error", (error) => log.warn({ err: error }, "an idle database connection broke"))
	const adapter = new PrismaPg(pool, { disposeExternalPool: true })
	return {
		pool,
		client: new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } }),
	}
}

const database = kept.attestationDatabase ?? openPool()

/** The one client of this process. It connects at the first query, to the database that DATABASE_URL names. */
export const prisma: PrismaClient = database.client

if (!env.isProduction) kept.attestationDatabase = database

/**
 * Rows of a query in plain SQL. Outside a transaction pg is asked directly, over the same connections: Prisma compiles such a
 * query and copies its rows twice, which takes longer than PostgreSQL needs for it. Counts want `::int`, as in a transaction.
 */
export async function rowsOf<Row extends object>(db: Db, query: Prisma.Sql): Promise<Row[]> {
	if (db !== prisma) return db.$queryRaw<Row[]>(query)
	return (await database.pool.query<Row>({ text: query.text, values: query.values })).rows
}
