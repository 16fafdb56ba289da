import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import type { ApplicationScope } from "#app/policies/application.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import type { Loaded } from "#app/workflow/subject.server.ts"
import type { ApplicationFacts, AttestationForm, Procedure } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { type AttachedDocument, attachedFacts } from "#machines/application/filed-papers.ts"
import { deadlinesOf, period } from "#machines/calendar.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { blocks, examine, type Rulebook } from "#machines/rulebook/index.ts"
import { coordinates } from "../person/in-office.sql.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { rulebookFactsOf, ruleMention } from "./application.rulebook.ts"
import { isCurrentAttachment } from "./attachments.sql.server.ts"
import { type FormDraft, problemsOf, unfinishedSteps } from "./form/application.form.ts"
import { type RulebookHistory, rulebookHistory } from "./rulebook-history.sql.server.ts"

const ACTIVE = statesTagged(applicationLifecycle, "active")
const WAITING = statesTagged(withdrawalLifecycle, "waiting")

/** What the query loads apart from the application's own row. */
interface Around extends RulebookHistory {
	anotherActive: boolean
	withdrawalWaits: boolean
	hasCoordinator: boolean
	teacherHasAccount: boolean
	hasGroupHeads: boolean
	organisationKind: string
	subjectId: string | null
	seats: { seat: number; expertId: string }[] | null
	attached: AttachedDocument[] | null
	periodId: string | null
	scheduleState: string | null
	closesOn: string | null
	conclusion: boolean
}

type LoadedApplication = Loaded<Application, ApplicationFacts, ApplicationScope>

/**
 * Loads an application with everything that its guards and policies read, in one query. Null if there is no such
 * application.
 */
export async function loadApplication(db: Db, id: string, now: Date): Promise<LoadedApplication | null> {
	const found = await loadApplications(db, [id], now)
	return found.get(id) ?? null
}

/** Loads several applications, such as those of a list, in one query; the result is a map by id. */
export async function loadApplications(
	db: Db,
	ids: readonly string[],
	now: Date,
): Promise<Map<string, LoadedApplication>> {
	const found = await rowsOf<Application & Around>(db, applicationsSql(ids, Prisma.sql`NULL`))
	notePeople(found.map(({ teacherId }) => teacherId))
	const rulebook = await loadRulebook(db)
	return new Map(found.map((one) => [one.id, loadedFrom(one, now, rulebook)]))
}

/**
 * Loads an application together with more data for a page, still in one query.
 * @param beside builds a query that returns one row about the application with the given id; the row is returned as JSON
 */
export async function loadApplicationAnd<Beside>(
	db: Db,
	id: string,
	now: Date,
	beside: (id: Prisma.Sql) => Prisma.Sql,
): Promise<{ loaded: LoadedApplication; beside: Beside } | null> {
	const rest = Prisma.sql`(SELECT to_jsonb(beside) FROM (${beside(Prisma.sql`a."id"`)}) beside)`
	const [found] = await rowsOf<Application & Around & { beside: Beside }>(db, applicationsSql([id], rest))
	if (found) notePeople([found.teacherId])
	return found ? { loaded: loadedFrom(found, now, await loadRulebook(db)), beside: found.beside } : null
}

const loadedFrom = (found: Application & Around, now: Date, rules: Rulebook): LoadedApplication => ({
	row: found,
	facts: factsOf(found, now, rules),
	scope: scopeOf(found),
})

// PostgreSQL may answer EXISTS for a page of applications by reading every conclusion there is; LIMIT makes it look up each.
const applicationsSql = (ids: readonly string[], beside: Prisma.Sql) => Prisma.sql`
		SELECT a.*, ${beside} AS "beside",
			m."hasGroupHeads", o."kind" AS "organisationKind", e."subjectId",
			s."periodId", s."state" AS "scheduleState", s."closesOn",
			EXISTS (SELECT 1 FROM "Application" b WHERE b."teacherId" = a."teacherId" AND b."positionCode" = a."positionCode"
				AND b."id" <> a."id" AND b."state" = ANY (${ACTIVE})) AS "anotherActive",
			EXISTS (SELECT 1 FROM "Withdrawal" w WHERE w."applicationId" = a."id" AND w."state" = ANY (${WAITING})) AS "withdrawalWaits",
			EXISTS (SELECT 1 FROM "Person" c WHERE ${coordinates("c")}) AS "hasCoordinator",
			(SELECT NOT n."awaitsOwner" FROM "Person" n WHERE n."id" = a."teacherId" LIMIT 1) AS "teacherHasAccount",
			coalesce((SELECT TRUE FROM "Conclusion" k WHERE k."applicationId" = a."id" AND k."voidedAt" IS NULL LIMIT 1), FALSE)
				AS "conclusion",
			(SELECT jsonb_agg(jsonb_build_object('seat', t."seat", 'expertId', t."expertId") ORDER BY t."seat")
				FROM "Seat" t WHERE t."applicationId" = a."id") AS "seats",
			(SELECT jsonb_agg(DISTINCT jsonb_build_object('purpose', d."purpose", 'current', ${isCurrentAttachment("a")}))
				FROM "Attachment" d WHERE d."applicationId" = a."id" AND d."removedAt" IS NULL) AS "attached",
			${rulebookHistory("a")}
		FROM "Application" a
		JOIN "Municipality" m ON m."code" = a."municipalityCode"
		JOIN "Organisation" o ON o."id" = a."organisationId"
		LEFT JOIN "Engagement" e ON e."id" = a."engagementId"
		LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE a."id" = ANY (${ids})`

function factsOf(found: Application & Around, now: Date, rules: Rulebook): ApplicationFacts {
	const today = civilDate(now)
	const draft = found.form as FormDraft
	const against = () => {
		const rulebook = rulebookFactsOf(draft, found)
		return rulebook ? examine(rulebook, today, rules).filter(blocks) : []
	}
	// Checking a form takes longer than everything else about an application, and only the guards of forming ask for it. So
	// a list whose rows offer another event does not check fifty forms.
	return {
		get formProblems() {
			return unfinishedSteps(problemsOf(draft, { today }))
		},
		get rulebookBlocks() {
			return against().map(({ sentence }) => sentence)
		},
		get rulebookRules() {
			return against().map(ruleMention)
		},
		procedure: (found.procedure ?? draft.procedure ?? null) as Procedure | null,
		attestationForm: (found.attestationForm ?? draft.attestationForm ?? null) as AttestationForm | null,
		enteredForTeacher: found.source !== "online",
		...attachedFacts(found.attached ?? []),
		anotherActive: found.anotherActive,
		everFiled: found.submittedAt !== null,
		withdrawalWaits: found.withdrawalWaits,
		schedule:
			found.periodId && found.scheduleState && found.closesOn
				? { period: found.periodId, state: found.scheduleState, closesOn: found.closesOn }
				: null,
		periodStartsOn: found.periodId ? period(found.periodId).startsOn : null,
		evidenceUntil: found.periodId ? deadlinesOf(found.periodId).evidenceUntil : null,
		expertIds: (found.seats ?? []).map((seat) => seat.expertId),
		conclusionAttached: found.conclusion,
		hasGroupHead: found.hasGroupHeads,
		paperReceived: found.paperReceivedOn !== null,
		chosen: {},
	}
}

const scopeOf = (found: Application & Around): ApplicationScope =>
	scopeAt(
		found,
		found.state,
		(found.seats ?? []).map((seat) => seat.expertId),
	)

/** The data that policies read about an application in a current or past state, with the experts who had its seats then. */
export function scopeAt(
	found: Pick<
		Application,
		"teacherId" | "municipalityCode" | "organisationId" | "attestationForm" | "procedure" | "source"
	> &
		Pick<Around, "hasGroupHeads" | "subjectId" | "hasCoordinator" | "teacherHasAccount">,
	state: string,
	expertIds: readonly string[],
): ApplicationScope {
	// The group head receives finished conclusions, so there is nothing to receive before the schedule is approved.
	const throughGroup =
		found.hasGroupHeads &&
		found.attestationForm === "in_person" &&
		found.procedure === "general" &&
		isTagged(applicationLifecycle, state, "approved")
	return {
		teacherId: found.teacherId,
		municipalityCode: found.municipalityCode,
		organisationId: found.organisationId,
		expertIds,
		openToExperts: isTagged(applicationLifecycle, state, "openToExperts"),
		groupSubjectIds: throughGroup && found.subjectId ? [found.subjectId] : [],
		hasCoordinator: found.hasCoordinator,
		enteredForTeacher: found.source !== "online",
		teacherHasAccount: found.teacherHasAccount,
	}
}
