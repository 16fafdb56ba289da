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
		beginning: PreparingClient.beginning,
		client: new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } }),
	}
}

const database = kept.attestationDatabase ?? openPool()

/** The one client of this process. It connects at the first query, to the database that DATABASE_URL names. */
export const prisma: PrismaClient = database.client

/** The connections beneath it, for a library that speaks to PostgreSQL itself. Never while a transaction is open: it would wait for another connection. */
export const pool: pg.Pool = database.pool

if (env.mode === "development") kept.attestationDatabase = database

/** A statement in plain SQL, as `Prisma.sql` makes it. */
export type Statement = Pick<Prisma.Sql, "text" | "values">

/** Rows of a query in plain SQL; counts want `::int`. */
export const rowsOf = async <Row extends object>(db: Db, query: Statement): Promise<Row[]> =>
	(await ask<Row>(db, query)).rows

/** How many rows a statement in plain SQL has changed, or found. */
export const countOf = async (db: Db, statement: Statement): Promise<number> =>
	(await ask(db, statement)).rowCount ?? 0

/** A transaction's connection, how many have ended there before it, and what broke it. */
interface UnderWay {
	client: PreparingClient
	before: number
	failure?: unknown
}

const underWay = new WeakMap<Db, UnderWay>()

/** Begins a transaction of Prisma whose connection `rowsOf` and `countOf` know. */
export function beginTransaction<T>(
	work: (tx: Tx) => Promise<T>,
	options: Parameters<PrismaClient["$transaction"]>[1],
): Promise<T> {
	let begun: PreparingClient | undefined
	const workOn = (tx: Tx) => {
		if (begun) underWay.set(tx, { client: begun, before: begun.ended })
		return work(tx)
	}
	return database.beginning.run(
		(client) => {
			begun = client
		},
		() => prisma.$transaction(workOn, options),
	)
}

/**
 * pg is asked directly, on Prisma's own connections: Prisma compiles a statement and copies its rows twice, which takes four
 * times as long as pg. The statement is sent before this returns, so of two that are not awaited between, the second one sees
 * what the first one has locked and written, and both cost one way to the server.
 */
function ask<Row extends object>(db: Db, { text, values }: Statement): Promise<pg.QueryResult<Row>> {
	if (db === prisma) return database.pool.query<Row>({ text, values })
	const place = underWay.get(db)
	if (!place) throw new Error("a transaction is begun by inTransaction")
	// Prisma gives the connection back when a transaction takes too long; whoever still works in it must not write elsewhere.
	if (place.client.ended !== place.before) throw new Error("the transaction has ended")
	return place.client.query<Row>({ text, values }).catch((error: unknown) => {
		// Behind a statement that failed all others do, of which nobody wants to know.
		place.failure ??= error
		throw place.failure
	})
}
