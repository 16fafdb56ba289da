import { setTimeout as delay } from "node:timers/promises"
import { type Prisma, prisma, type Tx } from "./client.server.ts"

const ATTEMPTS = 3
/** Serialization failures and deadlocks, after which PostgreSQL advises to repeat the transaction. */
const REPEATABLE = new Set(["P2034", "40001", "40P01"])

export interface TransactionOptions {
	/** Milliseconds from the first query to the commit; 10 s by default. */
	readonly timeout?: number
	readonly isolationLevel?: Prisma.TransactionIsolationLevel
}

/**
 * Runs `work` in one transaction. If PostgreSQL aborts it because of a conflict with another transaction, `work` runs
 * again, at most three times. So `work` must have no effect outside the database.
 */
export async function inTransaction<T>(
	work: (tx: Tx) => Promise<T>,
	options: TransactionOptions = {},
): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await prisma.$transaction(work, { maxWait: 5_000, timeout: 10_000, ...options })
		} catch (error) {
			if (attempt === ATTEMPTS || !isConflict(error)) throw error
			await delay(Math.random() * 30 * attempt)
		}
	}
}

/** True for an error after which the same transaction may succeed. */
function isConflict(error: unknown): boolean {
	return chain(error).some((code) => REPEATABLE.has(code))
}

/** True when a unique index refused a row; `constraint` narrows it to one index or its columns. */
export function isDuplicate(error: unknown, constraint?: string): boolean {
	const codes = chain(error)
	if (!codes.includes("P2002") && !codes.includes("23505")) return false
	return constraint === undefined || JSON.stringify(error).includes(constraint)
}

/** The codes of an error and of its causes. The adapter nests PostgreSQL's own code two levels deep. */
function chain(error: unknown, depth = 0): string[] {
	if (typeof error !== "object" || error === null || depth > 5) return []
	const own = [Reflect.get(error, "code"), Reflect.get(error, "originalCode")]
	const nested = [
		Reflect.get(error, "cause"),
		Reflect.get(error, "meta"),
		Reflect.get(error, "driverAdapterError"),
	]
	return [
		...own.filter((code) => typeof code === "string"),
		...nested.flatMap((inner) => chain(inner, depth + 1)),
	]
}
