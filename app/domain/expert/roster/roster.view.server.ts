import { allOf, Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { fullNameOf, type POST_SELECT, positionLine, postFrom } from "../../person/post.ts"
import { otherAccountsSql } from "../../person/same-person.server.ts"
import { EXPERT, type EXPERT_SELECT, judgeExpert } from "../expert-facts.server.ts"

export interface RosterExpert {
	id: string
	name: string
	/** «учитель физики» */
	position: string
	workplace: string
	/** Number of their teachers in the period, without this application. */
	load: number
	/** Why they cannot be chosen; empty if they can. */
	obstacles: string[]
	/** This expert is a teacher too, and the teacher of this application assesses them in the same period. */
	assessesEachOther: boolean
	/** Works in the teacher's organisation. Such an expert can be chosen only with a reason. */
	isColleague: boolean
	/** Teaches the subject of the application or a subject of the same group. */
	nearSubject: boolean
}

export interface RosterQuestion {
	id: string
	teacherId: string
	municipalityCode: string
	organisationId: string
	/** The group of the application's subject, or null if the application has no subject. */
	subjectGroup: string | null
	positionCode: string
	/** Other accounts that seem to be the teacher's. */
	accounts: string[]
	/** Whom the teacher, or one of these accounts, assesses as an expert, with other accounts of those as well. */
	assessed: { periodId: string; id: string }[]
}

/** The columns of a question about applications that a condition on `x` finds, and more columns. */
export const rosterQuestions = (where: Prisma.Sql, more: Prisma.Sql = Prisma.empty): Prisma.Sql => Prisma.sql`
	SELECT x."id", x."teacherId", x."municipalityCode", x."organisationId", x."positionCode", own."accounts", g."group" AS "subjectGroup",
		${allOf(Prisma.sql`SELECT r."periodId", who."id" FROM (
			SELECT DISTINCT s."periodId", b."teacherId" FROM "Seat" t JOIN "Application" b ON b."id" = t."applicationId"
				JOIN "Schedule" s ON s."id" = t."workIn"
			WHERE t."expertId" = ANY (own."accounts" || x."teacherId")) r
			CROSS JOIN LATERAL (SELECT r."teacherId" AS "id" UNION ${otherAccountsSql(Prisma.sql`r."teacherId"`)}) who`)} AS "assessed"
		${more}
	FROM "Application" x LEFT JOIN "Engagement" e ON e."id" = x."engagementId" LEFT JOIN "Subject" g ON g."id" = e."subjectId"
	CROSS JOIN LATERAL (SELECT ARRAY(${otherAccountsSql(Prisma.sql`x."teacherId"`)}) AS "accounts") own
	WHERE ${where}`

/** Which experts of the municipality are wanted. */
export interface RosterChoice {
	/** Words of a name. */
	name?: string
	/** These experts are always among the candidates. */
	keep?: readonly string[]
	/** Nobody but those in `keep`. */
	onlyKept?: boolean
	most?: number
}

export interface Roster {
	experts: RosterExpert[]
	/** How many experts the municipality has, and how many of them have the name. */
	total: number
	found: number
}

/** A municipality may have thousands of experts. More are found by name. */
const MOST_CANDIDATES = 50

/**
 * Experts of the municipality as candidates for one application and period: those whom the rules prefer, for the subject
 * first and then with the fewest teachers in the period. Those who can be chosen come first, by surname. The others follow,
 * each with every reason against them.
 */
export async function viewRoster(
	application: RosterQuestion,
	periodId: string | null,
	choice: RosterChoice = {},
): Promise<Roster> {
	const { municipalityCode, accounts } = application
	const people = await preferred(application, periodId, choice)
	const assessed = new Set(
		application.assessed.filter((one) => one.periodId === periodId).map(({ id }) => id),
	)
	notePeople(people.map(({ id: expertId }) => expertId))
	const candidates = people.map((person): RosterExpert => {
		const facts = judgeExpert(person, application, periodId, accounts)
		const engagement = person.engagements.find(
			(one) => one.role === EXPERT && one.municipalityCode === municipalityCode,
		)
		const post = engagement ? postFrom(person, engagement) : null
		const group = engagement?.subject?.group
		return {
			id: person.id,
			name: fullNameOf(person),
			position: post ? positionLine(post) : "",
			workplace: post?.workplace ?? "",
			load: person.load,
			obstacles: obstaclesOf(facts, periodId, application.teacherId),
			assessesEachOther: assessed.has(person.id),
			isColleague: facts.isColleague,
			nearSubject: application.subjectGroup
				? group === application.subjectGroup
				: engagement?.positionCode === application.positionCode,
		}
	})
	return {
		experts: [
			...candidates.filter(({ obstacles }) => obstacles.length === 0),
			...candidates.filter(({ obstacles }) => obstacles.length > 0),
		],
		total: people[0]?.total ?? 0,
		found: people[0]?.found ?? 0,
	}
}

type Engaged = Prisma.EngagementGetPayload<{
	select: typeof POST_SELECT &
		typeof EXPERT_SELECT.engagements.select & {
			subject: { select: { nominative: true; genitive: true; group: true } }
		}
}>

interface Preferred {
	id: string
	load: number
	total: number
	found: number
	blockedAt: Date | null
	surname: string
	name: string
	patronymic: string
	roster: { schoolYear: string; municipalityCode: string }[]
	engagements: Engaged[]
}

/**
 * The candidates, each with the number of their teachers in the municipality and period, without this application. A large
 * municipality has more experts than anybody reads. So the query first looks for experts of the subject and for experts without
 * teachers; only if these are too few does it count the teachers of all the others.
 */
function preferred(
	{ id, municipalityCode, subjectGroup, positionCode }: RosterQuestion,
	periodId: string | null,
	{ name = "", keep = [], onlyKept = false, most = MOST_CANDIDATES }: RosterChoice,
) {
	const schoolYear = periodId && isPeriodId(periodId) ? period(periodId).schoolYear : ""
	const isNear = subjectGroup
		? Prisma.sql`coalesce(s."group" = ${subjectGroup}, false)`
		: Prisma.sql`coalesce(e."positionCode" = ${positionCode}, false)`
	const roster = Prisma.sql`FROM "RosterEntry" r WHERE r."expertId" = e."personId"
		AND r."municipalityCode" = ${municipalityCode} AND r."schoolYear" = ${schoolYear}`
	const isListed = Prisma.sql`EXISTS (SELECT 1 ${roster})`
	const isKept = Prisma.sql`e."personId" = ANY (${[...keep]})`
	const isNamed =
		name === ""
			? Prisma.sql`TRUE`
			: Prisma.sql`e."personId" IN (SELECT p."id" FROM "Person" p WHERE ${namedSql("p", name)})`
	const ofMunicipality = Prisma.sql`e."role" = ${EXPERT} AND e."municipalityCode" = ${municipalityCode} AND e."to" IS NULL`
	const work = Prisma.sql`"Seat" t WHERE t."applicationId" <> ${id} AND t."workIn" =
		(SELECT "id" FROM "Schedule" WHERE "municipalityCode" = ${municipalityCode} AND "periodId" = ${periodId ?? ""})`
	/** Experts as the index has them, so that nothing is sorted to tell one person's jobs from another's. */
	const experts = (where: Prisma.Sql) => Prisma.sql`
		SELECT e."personId" AS "id", e."searchName", ${isKept} AS "kept", ${isListed} AS "listed", bool_or(${isNear}) AS "near"
		FROM "Engagement" e LEFT JOIN "Subject" s ON s."id" = e."subjectId"
		WHERE ${ofMunicipality} AND ${where} GROUP BY e."searchName", e."personId"`
	const count = (where: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM "Engagement" e
		WHERE ${ofMunicipality} AND ${where} GROUP BY e."searchName", e."personId") AS "all")`
	const others = onlyKept ? Prisma.sql`FALSE` : isNamed
	// Counted and not joined, so that one expert after another is looked at in the order of the index, until there are enough.
	const isFree = Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM ${work} AND t."expertId" = e."personId" LIMIT 1) AS "one") = 0`
	const isOnRoster = Prisma.sql`(SELECT count(*) ${roster}) > 0`
	const first = (where: Prisma.Sql) => Prisma.sql`
		${experts(Prisma.sql`${others} AND ${where} AND ${isOnRoster} AND ${isFree}`)} ORDER BY e."searchName", e."personId" LIMIT ${most}`
	return rowsOf<Preferred>(
		prisma,
		Prisma.sql`
		WITH own AS MATERIALIZED (SELECT ${count(Prisma.sql`TRUE`)} AS "total"),
		free AS MATERIALIZED (${first(isNear)}),
		near AS MATERIALIZED (
			SELECT x.*, (SELECT count(*)::int FROM ${work} AND t."expertId" = x."id") AS "load"
			FROM (${experts(Prisma.sql`${others} AND ${isNear} AND ${isListed}`)}) x WHERE (SELECT count(*) FROM free) < ${most}),
		further AS MATERIALIZED (
			SELECT * FROM (${first(Prisma.sql`NOT ${isNear}`)}) x WHERE (SELECT count(*) FROM free) < ${most}),
		candidates AS (
			SELECT *, 0 AS "load" FROM free UNION ALL SELECT * FROM near UNION ALL SELECT *, 0 FROM further
			UNION ALL
			SELECT *, (SELECT count(*)::int FROM ${work} AND t."expertId" = x."id") FROM (${experts(isKept)}) x
			UNION ALL
			SELECT x.*, coalesce(l."load", 0) FROM (${experts(others)}) x
			LEFT JOIN (SELECT t."expertId", count(*)::int AS "load" FROM ${work} GROUP BY 1) l ON l."expertId" = x."id"
			WHERE (SELECT count(*) FROM (SELECT "id" FROM free UNION SELECT "id" FROM near UNION SELECT "id" FROM further) AS "known") < ${most}),
		chosen AS (
			SELECT * FROM (SELECT DISTINCT ON ("id") * FROM candidates ORDER BY "id", "near" DESC) AS "each"
			ORDER BY "kept" DESC, "listed" DESC, "near" DESC, "load", "searchName", "id" LIMIT ${most})
		SELECT c."id", c."load", own."total", ${name === "" ? Prisma.sql`own."total"` : count(others)} AS "found",
			p."blockedAt", p."surname", p."name", p."patronymic",
			(SELECT coalesce(jsonb_agg(jsonb_build_object('schoolYear', r."schoolYear", 'municipalityCode', r."municipalityCode")), '[]')
				FROM "RosterEntry" r WHERE r."expertId" = p."id") AS "roster",
			(SELECT coalesce(jsonb_agg(to_jsonb(e) || jsonb_build_object('position', to_jsonb(t), 'organisation', to_jsonb(o), 'subject', to_jsonb(s))), '[]')
				FROM "Engagement" e LEFT JOIN "Position" t ON t."code" = e."positionCode" LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
				LEFT JOIN "Subject" s ON s."id" = e."subjectId" WHERE e."personId" = p."id" AND e."to" IS NULL) AS "engagements"
		FROM chosen c CROSS JOIN own JOIN "Person" p ON p."id" = c."id"
		ORDER BY p."surname", p."name", p."id"`,
	)
}

export const notListed = (year: string): string => `Нет в списке, утверждённом на ${year} учебный год`
export const NO_LISTED_POSITION =
	"Должность не из перечня: исправьте её в личном кабинете специалиста, тогда его можно будет назначить"

function obstaclesOf(
	facts: ReturnType<typeof judgeExpert>,
	periodId: string | null,
	teacherId: string,
): string[] {
	const year = periodId && isPeriodId(periodId) ? period(periodId).schoolYear : null
	return [
		!facts.ofMunicipality && "Доступ в систему закрыт",
		year !== null && !facts.onRoster && notListed(year),
		!facts.hasListedPosition && NO_LISTED_POSITION,
		facts.isTeacherHimself &&
			(facts.id === teacherId
				? "Это сам аттестуемый"
				: "Похоже, это сам аттестуемый под другой учётной записью"),
	].filter((reason) => reason !== false)
}
