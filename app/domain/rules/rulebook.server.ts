import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import {
	NO_CHANGES,
	numbersOn,
	type Rulebook,
	type RuleChanges,
	type RuleDecision,
	rulebookOf,
} from "#machines/rulebook/index.ts"
import type { ProcedureNumbers } from "#machines/rulebook/numbers.ts"
import { RuleChangesSchema } from "./rule-changes.schema.ts"

/** Every examination of an application needs the rules, but they change only a few times a year, so they are cached. */
const CACHED_FOR_MS = 10_000
let cached: { rulebook: Rulebook; until: number } | undefined

interface StoredDecision {
	number: number
	inForceFrom: string
	base: unknown
	changes: unknown
}

/** What operators have published and not withdrawn, according to the database at this moment. */
export async function loadDecisions(db: Db): Promise<RuleDecision[]> {
	const rows = await rowsOf<StoredDecision>(
		db,
		Prisma.sql`SELECT "number", "inForceFrom", "base", "changes" FROM "RulebookEdition"
			WHERE "publishedAt" IS NOT NULL AND "withdrawnAt" IS NULL ORDER BY "number"`,
	)
	return rows.map(({ number, inForceFrom, base, changes }) => ({
		number,
		inForceFrom,
		base: RuleChangesSchema.parse(base),
		changes: RuleChangesSchema.parse(changes),
	}))
}

/** All changes that are decided, those of future days too: a draft begins with them. */
export async function latestChanges(db: Db): Promise<RuleChanges> {
	return rulebookOf(await loadDecisions(db)).at(-1)?.changes ?? NO_CHANGES
}

/**
 * What operators have put in force, oldest first. If another process published an edition, this one may return the earlier
 * ones for up to ten seconds.
 */
export async function loadRulebook(db: Db): Promise<Rulebook> {
	if (cached && performance.now() < cached.until) return cached.rulebook
	const rulebook = rulebookOf(await loadDecisions(db))
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
