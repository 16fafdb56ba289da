import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { prisma } from "#app/db/client.server.ts"
import { counted } from "#app/utils/russian.ts"
import { TooManyAttempts } from "#app/utils/too-many-attempts.ts"

// Failures are counted in the database, so that a restart forgives nobody; by the real time, whatever the demo's clock says.

/** The part of a PostgreSQL client that the limiter uses, over the one pool of the process. */
const store = {
	async query({ text, values = [] }: { text: string; values?: unknown[] }) {
		const rows = await prisma.$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(
			text,
			...values.map((value) => (typeof value === "number" && value > 2 ** 31 ? BigInt(value) : value)),
		)
		return {
			rowCount: rows.length,
			rows: rows.map((row) => ({ ...row, expire: row.expire === null ? null : Number(row.expire) })),
		}
	},
}

const limiter = (keyPrefix: string, points: number, minutes: number) =>
	new RateLimiterPostgres({
		storeClient: store,
		storeType: "client",
		tableName: "RateLimit",
		tableCreated: true,
		keyPrefix,
		points,
		duration: minutes * 60,
		// A timer a limiter would sweep the same table; the nightly job does it once.
		clearExpiredByTimeout: false,
	})

/**
 * A whole school stands behind one address, so an address may fail more often than one login from that address. A login may
 * fail even less often than a person notices, from wherever: guessing from many addresses ends there.
 */
const LIMITS = {
	signIn: {
		pair: limiter("sign-in-pair", 10, 15),
		login: limiter("sign-in-login", 100, 60),
		address: limiter("sign-in-address", 100, 15),
	},
	registration: { address: limiter("registration-address", 60, 60) },
	/** A request is a failure until somebody sets a new password by its link. */
	reset: { login: limiter("reset-login", 5, 60), address: limiter("reset-address", 60, 60) },
} as const

export type Limited = keyof typeof LIMITS

/** Whose failures are counted: the address the request came from, and the login it names, if it names one. */
export interface Attempt {
	address: string
	login?: string
}

function keysOf(what: Limited, { address, login }: Attempt): [RateLimiterPostgres, string][] {
	const limiters: { pair?: RateLimiterPostgres; login?: RateLimiterPostgres; address: RateLimiterPostgres } =
		LIMITS[what]
	const name = login?.toLowerCase().slice(0, 64)
	return [
		[limiters.address, address] as const,
		...(limiters.login && name ? [[limiters.login, name] as const] : []),
		...(limiters.pair && name ? [[limiters.pair, `${name} ${address}`] as const] : []),
	].map(([one, key]) => [one, key.slice(0, 120)])
}

/**
 * Goes on unless too many attempts failed before.
 * @throws TooManyAttempts
 */
export async function refuseWhenLimited(what: Limited, attempt: Attempt): Promise<void> {
	const waits = await Promise.all(
		keysOf(what, attempt).map(async ([one, key]) => {
			const state = await one.get(key)
			return state && state.consumedPoints >= one.points ? state.msBeforeNext : 0
		}),
	)
	const wait = Math.max(...waits)
	if (wait > 0) throw tooMany(wait)
}

/** Counts one failure; the one that reaches the limit is still answered as usual. */
export async function countFailure(what: Limited, attempt: Attempt): Promise<void> {
	await Promise.all(
		keysOf(what, attempt).map(async ([one, key]) => {
			try {
				await one.consume(key)
			} catch (error) {
				if (!(error instanceof RateLimiterRes)) throw error
			}
		}),
	)
}

/** After a success the login begins anew; the address keeps its failures, or one own account would wash away all guesses. */
export async function forgetFailures(what: Limited, attempt: Attempt): Promise<void> {
	const [, ...named] = keysOf(what, attempt)
	await Promise.all(named.map(([one, key]) => one.delete(key)))
}

/** Removes counts whose time is over; for a nightly job. */
export const removeExpiredLimits = () =>
	prisma.rateLimit.deleteMany({ where: { expire: { lt: BigInt(Date.now()) } } })

function tooMany(waitMs: number): TooManyAttempts {
	const minutes = counted(Math.max(1, Math.ceil(waitMs / 60_000)), ["минуту", "минуты", "минут"])
	return new TooManyAttempts(
		`Слишком много попыток подряд. Подождите ${minutes} и попробуйте снова.`,
		Math.ceil(waitMs / 1000),
	)
}

/** The address a request came from, as the server entry found it out (a proxy's word only where it is trusted). */
export function addressOf(context: unknown): string {
	const address =
		typeof context === "object" && context !== null ? Reflect.get(context, "clientAddress") : undefined
	return typeof address === "string" ? address : "unknown"
}
