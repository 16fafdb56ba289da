import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { applicationLifecycle } from "#machines/application.texts.ts"
import { civilDate, daysLeft } from "#machines/calendar.ts"
import { attachedFacts, filedPapers } from "#machines/filed-papers.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { examine } from "#machines/rulebook/index.ts"
import { rulebookFactsOf } from "../application.rulebook.ts"
import { isCurrentAttachment } from "../attachments.sql.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { type Check, checksOf, isFinding, type Paper } from "./registration-check.ts"

export const AWAITING = statesTagged(applicationLifecycle, "awaitsRegistration")
const WAITING_WITHDRAWALS = statesTagged(withdrawalLifecycle, "waiting")

/** What counting, filtering and sorting of those that wait looks at. */
interface Waiting {
	id: string
	version: number
	fullName: string
	organisationId: string
	organisation: string
	claimedCategory: string | null
	attestationForm: string | null
	reviewDueOn: string | null
	withdrawalWaits: boolean
	/** Which transactions wrote last what the examination reads: the same marks, the same findings. */
	written: string
}

/** One that waits, examined. */
export interface Pending extends Omit<Waiting, "written"> {
	/** Of the thirty days; below zero: that many days late. */
	daysLeft: number
	findings: Check[]
}

/** All that wait in a municipality, the earliest term first. */
export async function pendingOf(municipalityCode: string, now: Date): Promise<Pending[]> {
	const today = civilDate(now)
	const waiting = await rowsOf<Waiting>(
		prisma,
		Prisma.sql`
		SELECT a."id", a."version", a."fullName", a."organisationId", o."name" AS "organisation", a."claimedCategory",
			a."attestationForm", a."reviewDueOn",
			EXISTS (SELECT 1 FROM "Withdrawal" w WHERE w."applicationId" = a."id"
				AND w."state" = ANY (${WAITING_WITHDRAWALS})) AS "withdrawalWaits",
			concat_ws(' ', a.xmin, o.xmin,
				(SELECT sum(d.xmin::text::bigint) FROM "Attachment" d WHERE d."applicationId" = a."id"),
				(SELECT sum(g.xmin::text::bigint) FROM "Category" g WHERE g."personId" = a."teacherId")) AS "written"
		FROM "Application" a JOIN "Organisation" o ON o."id" = a."organisationId"
		WHERE a."municipalityCode" = ${municipalityCode} AND a."state" = ANY (${AWAITING})
		ORDER BY a."reviewDueOn", a."submittedAt", a."id"`,
	)
	const findings = await findingsOf(waiting, today)
	return waiting.map(({ written: _, ...one }) => ({
		...one,
		daysLeft: one.reviewDueOn ? daysLeft(one.reviewDueOn, today) : 0,
		findings: findings(one.id),
	}))
}

/** More than wait anywhere at one time. */
const MOST_REMEMBERED = 20_000
/** What was found, under the marks of what it was found in. */
const examined = new Map<string, { marks: string; findings: Check[] }>()

/** Examines those that somebody has touched since the last look, or that have not been looked at today. */
async function findingsOf(waiting: readonly Waiting[], today: string): Promise<(id: string) => Check[]> {
	const marksOf = (one: Waiting) => `${today} ${one.written} ${one.withdrawalWaits}`
	const touched = waiting.filter((one) => examined.get(one.id)?.marks !== marksOf(one))
	const findings = new Map(waiting.map(({ id }) => [id, examined.get(id)?.findings ?? []]))
	if (touched.length > 0) {
		const contents = new Map((await contentsOf(touched.map(({ id }) => id))).map((one) => [one.id, one]))
		if (examined.size > MOST_REMEMBERED) examined.clear()
		for (const one of touched) {
			const content = contents.get(one.id)
			if (!content) continue
			const found = examineContent(content, one.withdrawalWaits, today)
			findings.set(one.id, found)
			examined.set(one.id, { marks: marksOf(one), findings: found })
		}
	}
	return (id) => findings.get(id) ?? []
}

interface Content {
	id: string
	procedure: string | null
	receivedOn: string | null
	positionCode: string
	organisationKind: string
	form: FormDraft
	categories: { category: "first" | "highest"; positionCode: string; setOn: string }[] | null
	papers: Paper[] | null
}

/** Of the typed form only what the rulebook reads, because results may be pages long. */
const contentsOf = (ids: readonly string[]) =>
	rowsOf<Content>(
		prisma,
		Prisma.sql`
	SELECT a."id", a."procedure", a."receivedOn", a."positionCode", o."kind" AS "organisationKind", to_jsonb(f) AS "form",
		(SELECT jsonb_agg(jsonb_build_object('category', g."category", 'positionCode', g."positionCode", 'setOn', g."setOn"))
			FROM "Category" g WHERE g."personId" = a."teacherId") AS "categories",
		(SELECT jsonb_agg(jsonb_build_object('purpose', d."purpose", 'pages', s."pages", 'warnings', d."warnings",
				'found', d."scanReport"->'findings',
				'current', ${isCurrentAttachment}) ORDER BY d."addedAt")
			FROM "Attachment" d LEFT JOIN "StoredFile" s ON s."hash" = d."fileHash"
			WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL) AS "papers"
	FROM "Application" a
	JOIN "Organisation" o ON o."id" = a."organisationId"
	CROSS JOIN jsonb_to_record(a."form") AS f("claimedCategory" text, "currentCategory" text, "currentSetOn" text,
		"currentTerm" text, "currentEndsOn" text, "heldBefore" text)
	WHERE a."id" = ANY (${ids})`,
	)

function examineContent(content: Content, withdrawalWaits: boolean, today: string): Check[] {
	const { form, papers, procedure, receivedOn } = content
	const rulebook = rulebookFactsOf(form, content)
	return checksOf({
		findings: rulebook ? examine(rulebook, receivedOn ?? today) : [],
		papers: papers ?? [],
		filed: filedPapers({ procedure, ...attachedFacts(papers ?? []) }),
		withdrawalWaits,
	}).filter(isFinding)
}
