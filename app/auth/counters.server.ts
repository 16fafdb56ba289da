import { RateLimiterPrisma } from "rate-limiter-flexible"
import { prisma } from "#app/db/client.server.ts"
import { hashToken } from "./tokens.server.ts"

// Counts are stored in the database, so that a restart does not reset them. They follow the real time, not the demo's clock.

/** Counts up to `points` within `minutes` of the first one. */
export const counter = (keyPrefix: string, points: number, minutes: number): RateLimiterPrisma =>
	new RateLimiterPrisma({
		// RateLimiterPostgres names its statements, and a pooler in transaction mode does not keep them. So Prisma is used here.
		storeClient: prisma,
		tableName: "rateLimit",
		keyPrefix,
		points,
		duration: minutes * 60,
		// With a timer, every counter would clear the same table. The nightly job clears it once instead.
		clearExpiredByTimeout: false,
	})

/** Addresses and logins are personal data and can be of any length, so the table stores only their hash. */
export const hashedKey = (key: string): string => hashToken(key).slice(0, 32)
