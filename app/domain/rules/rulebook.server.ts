import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import { type Edition, numbersOn, type Rulebook } from "#machines/rulebook/index.ts"
import type { ProcedureNumbers } from "#machines/rulebook/numbers.ts"
import { RuleChangesSchema } from "./rule-changes.schema.ts"

/** Every examination of an application needs the rules, but they change only a few times a year, so they are cached. */
const CACHED_FOR_MS = 10_000
let cached: { rulebook: Rulebook; until: number } | undefined

/**
 * What operators have put in force, oldest first. If another process published an edition, this one may return the earlier
 * ones for up to ten seconds.
 */
export async function loadRulebook(db: Db): Promise<Rulebook> {
	if (cached && performance.now() < cached.until) return cached.rulebook
	const rows = await rowsOf<{ number: number; inForceFrom: string; changes: unknown }>(
		db,
		Prisma.sql`SELECT "number", "inForceFrom", "changes" FROM "RulebookEdition"
			WHERE "publishedAt" IS NOT NULL ORDER BY "number"`,
	)
	const rulebook = rows.map(
		({ number, inForceFrom, changes }): Edition => ({
			number,
			inForceFrom,
			changes: RuleChangesSchema.parse(changes),
		}),
	)
	cached = { rulebook, until: performance.now() + CACHED_FOR_MS }
	return rulebook
}

/** Call it after an edition is committed. */
export const forgetRulebook = () => {
	cached = undefined
}

/** The numbers of the procedure on a civil date. */
export const loadNumbers = async (db: Db, date: string): Promise<ProcedureNumbers> =>
	numbersOn(await loadRulebook(db), date)
