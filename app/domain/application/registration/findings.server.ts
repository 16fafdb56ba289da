import { countOf, type Db, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { attachedFacts, filedPapers } from "#machines/application/filed-papers.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { examine, type Rulebook } from "#machines/rulebook/index.ts"
import { loadRulebook } from "../../rules/rulebook.server.ts"
import { rulebookFactsOf } from "../application.rulebook.ts"
import { isCurrentAttachment } from "../attachments.sql.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { type RulebookHistory, rulebookHistory } from "../rulebook-history.sql.server.ts"
import { type Check, checksOf, isFinding, type Paper } from "./registration-check.ts"

export const AWAITING = statesTagged(applicationLifecycle, "awaitsRegistration")

/** How many applications one run of the job examines. */
const AT_ONCE = 200

/** The findings of each of these applications that waits for registration. A waiting withdrawal is looked up separately. */
export async function findingsOf(db: Db, ids: readonly string[], now: Date): Promise<Map<string, Check[]>> {
	const contents = ids.length > 0 ? await contentsOf(db, ids) : []
	const rules = await loadRulebook(db)
	return new Map(contents.map((content) => [content.id, examineContent(content, civilDate(now), rules)]))
}

/**
 * Stores the number of findings with the application. So a list can count and filter all waiting applications while it
 * examines only the page it shows. Called after every change of an application, in its transaction.
 */
export async function storeFindings(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
	for (const [id, findings] of await findingsOf(tx, ids, now))
		await countOf(
			tx,
			Prisma.sql`UPDATE "Application" SET "checkFindings" = ${findings.length} WHERE "id" = ${id}`,
		)
}

/** When new rules come into force, applications received since then must be checked again. */
export const forgetFindingsSince = (tx: Tx, day: string): Promise<number> =>
	countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "checkFindings" = NULL
		WHERE "state" = ANY (${AWAITING}) AND "receivedOn" >= ${day}`,
	)

/** When a teacher gets a category, the teacher's other applications must be checked again. */
export const forgetFindingsOf = (tx: Tx, teacherId: string): Promise<number> =>
	countOf(
		tx,
		Prisma.sql`UPDATE "Application" SET "checkFindings" = NULL
		WHERE "teacherId" = ${teacherId} AND "state" = ANY (${AWAITING})`,
	)

/**
 * Examines waiting applications without stored findings, because they are older than the column or their findings were
 * deleted.
 * @returns how many
 */
export async function examineUnexamined(now: Date): Promise<number> {
	return inTransaction(async (tx) => {
		const rows = await rowsOf<{ id: string }>(
			tx,
			Prisma.sql`SELECT "id" FROM "Application" WHERE "state" = ANY (${AWAITING}) AND "checkFindings" IS NULL
			ORDER BY "id" LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
		)
		await storeFindings(
			tx,
			rows.map(({ id }) => id),
			now,
		)
		return rows.length
	})
}

interface Content extends RulebookHistory {
	id: string
	procedure: string | null
	receivedOn: string | null
	positionCode: string
	organisationKind: string
	form: FormDraft
	papers: Paper[] | null
}

/** Reads only the parts of the form that the rulebook needs, because results may be pages long. */
const contentsOf = (db: Db, ids: readonly string[]) =>
	rowsOf<Content>(
		db,
		Prisma.sql`
	SELECT a."id", a."procedure", a."receivedOn", a."positionCode", o."kind" AS "organisationKind", to_jsonb(f) AS "form",
		${rulebookHistory("a")},
		(SELECT jsonb_agg(jsonb_build_object('purpose', d."purpose", 'pages', s."pages", 'warnings', d."warnings",
				'found', d."scanReport"->'findings',
				'current', ${isCurrentAttachment("a")}) ORDER BY d."addedAt")
			FROM "Attachment" d LEFT JOIN "StoredFile" s ON s."hash" = d."fileHash"
			WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL) AS "papers"
	FROM "Application" a
	JOIN "Organisation" o ON o."id" = a."organisationId"
	CROSS JOIN jsonb_to_record(a."form") AS f("claimedCategory" text, "currentCategory" text, "currentSetOn" text,
		"currentTerm" text, "currentEndsOn" text, "heldBefore" text)
	WHERE a."id" = ANY (${ids}) AND a."state" = ANY (${AWAITING})`,
	)

function examineContent(content: Content, today: string, rules: Rulebook): Check[] {
	const { form, papers, procedure, receivedOn } = content
	const rulebook = rulebookFactsOf(form, content)
	return checksOf({
		findings: rulebook ? examine(rulebook, receivedOn ?? today, rules) : [],
		papers: papers ?? [],
		filed: filedPapers({ procedure, ...attachedFacts(papers ?? []) }),
		withdrawalWaits: false,
	}).filter(isFinding)
}
