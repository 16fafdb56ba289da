import { Prisma } from "#app/db/client.server.ts"

/** What has been decided at a sitting. */
export interface Decisions {
	decisions: number
	/** When the first decision was entered; null if there is none. */
	decidedAt: Date | null
}

/** These columns for sittings `s`. */
export const DECISIONS = Prisma.sql`
	(SELECT count(*)::int FROM "Application" a WHERE a."sittingId" = s."id") AS "decisions",
	(SELECT min(a."stateSince") FROM "Application" a WHERE a."sittingId" = s."id") AS "decidedAt"`
