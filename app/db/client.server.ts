import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { Prisma, PrismaClient } from "./generated/client.ts"

// docs/database.md says which of these ways fits which need.

export { Prisma }

/** A transaction under way: the parameter of every function that writes, or that reads under a lock. */
export type Tx = Prisma.TransactionClient
/** The client or a transaction: the parameter of a function that only reads. */
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
		// Prisma sends the queries of one `include` at once, also on a transaction's connection. pg's queue for that ends with
		// pg 9. Our own code awaits every statement before it sends the next one.
		pipeline: true,
	})
	// The pool replaces a connection that breaks while idle; an unheard error event would end the process.
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

/** The connections beneath it, for a library that speaks to PostgreSQL itself. Never while a transaction is open: it would wait for another connection. */
export const pool: pg.Pool = database.pool

if (env.mode === "development") kept.attestationDatabase = database

/**
 * Rows of a query in plain SQL. Numbers come back as numbers only from `::int`: pg and Prisma disagree about bigint and numeric.
 * Outside a transaction pg answers directly, which takes a quarter of the time that Prisma takes to copy the rows.
 */
export async function rowsOf<Row extends object>(db: Db, query: Prisma.Sql): Promise<Row[]> {
	if (db === prisma) return (await pool.query<Row>({ text: query.text, values: query.values })).rows
	return db.$queryRaw<Row[]>(query)
}

/** How many rows a statement in plain SQL has changed, or found. */
export const countOf = (db: Db, statement: Prisma.Sql): Promise<number> => db.$executeRaw(statement)
