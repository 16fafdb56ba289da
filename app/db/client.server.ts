import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { Prisma, PrismaClient } from "./generated/client.ts"

// docs/database.md says which of these fits which need.

export { Prisma }

/** An open transaction: the parameter of every function that writes or locks. */
export type Tx = Prisma.TransactionClient
/** The client or a transaction: the parameter of a function that only reads. */
export type Db = Tx | PrismaClient

// Development reloads modules. The pool must not multiply with each reload.
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
		// Prisma sends the queries of one `include` at the same time, also on a transaction's connection. pg 9 removes the
		// client's queue for that. Our own code awaits every statement before the next one.
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

/**
 * The connections below Prisma, for a library that talks to PostgreSQL itself. Never use it while a transaction is open,
 * because it would wait for another connection.
 */
export const pool: pg.Pool = database.pool

if (env.mode === "development") kept.attestationDatabase = database

/**
 * Rows of a plain SQL query. Only `::int` returns numbers as numbers, because pg and Prisma treat bigint and numeric
 * differently. Outside a transaction pg answers directly, which takes a quarter of the time that Prisma needs to copy the
 * rows.
 */
export async function rowsOf<Row extends object>(db: Db, query: Prisma.Sql): Promise<Row[]> {
	if (db === prisma) return (await pool.query<Row>({ text: query.text, values: query.values })).rows
	return db.$queryRaw<Row[]>(query)
}

/** All rows of a query as one column of another one, in their order: an array, empty if there are none. */
export const allOf = (query: Prisma.Sql): Prisma.Sql =>
	Prisma.sql`(SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]') FROM (${query}) one)`

/** How many rows a plain SQL statement has changed or found. */
export const countOf = (db: Db, statement: Prisma.Sql): Promise<number> => db.$executeRaw(statement)
