import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import type { DueNotice, Moment, NoticeRule } from "./rule.ts"

export interface Addressee {
	email: string
	name: string
	patronymic: string
	sex: string
	/** `atOnce` or `daily`. */
	reminders: string
}

/** Notices of one rule that nobody has received yet, the nearest deadline first. Each is looked up in the ledger by its key. */
export async function findDue(
	db: Db,
	rule: NoticeRule,
	{ today, limit }: { today: string; limit: number },
): Promise<DueNotice[]> {
	const query = rule.query({ today, onlyOpen: true, rulebook: await loadRulebook(db) })
	return query ? rowsOf<DueNotice>(db, dueSql(rule, query, limit)) : []
}

/** Exported for the test that reads its query plan. */
export const dueSql = (rule: NoticeRule, query: Prisma.Sql, limit: number): Prisma.Sql => Prisma.sql`
	SELECT w."subjectId", w."deadline", w."personId", w."facts" FROM (${query}) w
	JOIN "Person" r ON r."id" = w."personId" AND r."blockedAt" IS NULL AND r."email" <> ''
	WHERE NOT EXISTS (SELECT 1 FROM "Notice" n WHERE n."rule" = ${rule.name} AND n."deadline" = w."deadline"
		AND n."subjectId" = w."subjectId" AND n."personId" = w."personId")
	ORDER BY w."deadline", w."subjectId", w."personId" LIMIT ${limit}`

export interface Holding extends DueNotice, Addressee {}

/** One notice with the current data. Null if its matter has ended, or the person has left. */
export async function holding(
	db: Db,
	rule: NoticeRule,
	{ subjectId, deadline, personId }: Pick<DueNotice, "subjectId" | "deadline" | "personId">,
	moment: Omit<Moment, "rulebook">,
): Promise<Holding | null> {
	const query = rule.query({ ...moment, rulebook: await loadRulebook(db) })
	if (!query) return null
	const [found] = await rowsOf<Holding>(
		db,
		Prisma.sql`
		SELECT w."subjectId", w."deadline", w."personId", w."facts", r."email", r."name", r."patronymic", r."sex", r."reminders"
		FROM (${query}) w JOIN "Person" r ON r."id" = w."personId" AND r."blockedAt" IS NULL AND r."email" <> ''
		WHERE w."subjectId" = ${subjectId} AND w."deadline" = ${deadline} AND w."personId" = ${personId} LIMIT 1`,
	)
	return found ?? null
}
