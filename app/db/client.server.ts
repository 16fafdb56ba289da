import { PrismaPg } from "@prisma/adapter-pg"
import { env } from "#app/utils/env.server.ts"
import { Prisma, PrismaClient } from "./generated/client.ts"
import { PreparingClient } from "./preparing-client.server.ts"

export { Prisma }

/** What a function that only works inside a transaction takes. */
export type Tx = Prisma.TransactionClient
/** What a reading function takes: the client, or a transaction that is under way. */
export type Db = Tx | PrismaClient

// Development reloads modules; the pool must not multiply with each reload.
const kept = globalThis as typeof globalThis & { attestationPrisma?: PrismaClient }

function createClient() {
	const adapter = new PrismaPg({
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
	return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 10_000 } })
}

/** The one client of this process. It connects at the first query, to the database that DATABASE_URL names. */
export const prisma: PrismaClient = kept.attestationPrisma ?? createClient()

if (!env.isProduction) kept.attestationPrisma = prisma
