import { RateLimiterPrisma } from "rate-limiter-flexible"
import { prisma } from "#app/db/client.server.ts"
import { hashToken } from "./tokens.server.ts"

// Counts live in the database, so that a restart forgives nobody, and follow the real time, whatever the demo's clock says.

/** A counter of `points` within `minutes` from the first one. */
export const counter = (keyPrefix: string, points: number, minutes: number): RateLimiterPrisma =>
	new RateLimiterPrisma({
		// Not the limiter for pg: it names its statements, which a pooler in transaction mode does not keep.
		storeClient: prisma,
		tableName: "rateLimit",
		keyPrefix,
		points,
		duration: minutes * 60,
		// A timer for each counter would sweep the same table; the nightly job does it once.
		clearExpiredByTimeout: false,
	})

/** Addresses and logins are personal data and may be of any length: the table holds only their hash. */
export const hashedKey = (key: string): string => hashToken(key).slice(0, 32)
