import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import { rarelyChanged } from "#app/db/rarely-changed.server.ts"
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

/** Every examination of an application needs the rules. */
const current = rarelyChanged(async (db) => rulebookOf(await loadDecisions(db)))

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
export const loadRulebook = (db: Db): Promise<Rulebook> => current.load(db)

/** Call it after an edition is committed. */
export const forgetRulebook = () => current.forget()

/** The numbers of the procedure on a civil date. */
export const loadNumbers = async (db: Db, date: string): Promise<ProcedureNumbers> =>
	numbersOn(await loadRulebook(db), date)
