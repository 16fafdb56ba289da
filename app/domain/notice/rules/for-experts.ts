import { Prisma } from "#app/db/client.server.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { type Deadlines, schoolYearOf } from "#machines/calendar.ts"
import type { Moment, NoticeRule } from "../rule.ts"
import { ABOUT_APPLICATION, periodDeadlines, statesOf, type Window } from "./parts.sql.ts"

/** Reminds the experts of an application whose conclusion is not attached. */
const conclusionRule = (
	rule: Pick<NoticeRule, "name" | "title" | "letter">,
	windowOf: (deadlines: Deadlines) => Window,
): NoticeRule => ({
	...rule,
	reader: "expert",
	subject: "application",
	query(moment) {
		const deadlines = periodDeadlines(moment, windowOf)
		return (
			deadlines &&
			Prisma.sql`
			SELECT a."id" AS "subjectId", d."deadline", t."expertId" AS "personId",
				${ABOUT_APPLICATION} || jsonb_build_object('periodId', d."periodId") AS "facts"
			FROM ${deadlines}
			JOIN "Schedule" s ON s."periodId" = d."periodId"
			JOIN "Application" a ON a."scheduleId" = s."id" AND a."state" = ANY (${statesOf("awaitsConclusion")})
			JOIN "Seat" t ON t."applicationId" = a."id" AND t."declinedAt" IS NULL`
		)
	},
	page: ({ subjectId }) => paths.expertApplication(subjectId),
})

/** Papers of one step through the head of a subject group: the days before it, and the applications that still wait for it. */
function papersBefore(moment: Moment, step: "groupHeadBy" | "groupHeadPassesBy"): Prisma.Sql | null {
	const deadlines = periodDeadlines(moment, ({ [step]: deadline }) => ({
		deadline,
		opensOn: addDays(deadline, -5),
		closesOn: deadline,
	}))
	return (
		deadlines &&
		Prisma.sql`${deadlines}
			JOIN "Schedule" s ON s."periodId" = d."periodId"
			JOIN "Municipality" m ON m."code" = s."municipalityCode" AND m."hasGroupHeads"
			JOIN "Application" a ON a."scheduleId" = s."id" AND a."state" = ANY (${statesOf("awaitsConclusion")})
				AND a."attestationForm" = 'in_person' AND a."procedure" = 'general' AND a."paperPassedOn" IS NULL`
	)
}

/** Contracts are signed in person in these months, for the half-year that begins. */
function halfYearOf(today: string): { deadline: string; schoolYear: string } | null {
	const year = Number(today.slice(0, 4))
	const month = Number(today.slice(5, 7))
	if (month === 8 || month === 9) return { deadline: `${year}-09-30`, schoolYear: `${year}/${year + 1}` }
	if (month === 12) return { deadline: `${year + 1}-01-31`, schoolYear: schoolYearOf(today) }
	if (month === 1) return { deadline: `${year}-01-31`, schoolYear: schoolYearOf(today) }
	return null
}

export const EXPERTS_RULES: readonly NoticeRule[] = [
	conclusionRule(
		{ name: "conclusion-due", title: "Заключение к концу первого месяца", letter: "conclusion-due" },
		({ conclusionSignedBy }) => ({
			deadline: conclusionSignedBy,
			opensOn: addDays(conclusionSignedBy, -7),
			closesOn: conclusionSignedBy,
		}),
	),
	conclusionRule(
		{ name: "conclusion-late", title: "Заключение, которого ждёт центр", letter: "conclusion-late" },
		({ centreBy }) => ({
			deadline: centreBy,
			opensOn: addDays(centreBy, -3),
			closesOn: addDays(centreBy, 30),
		}),
	),
	{
		name: "paper-to-head",
		title: "Заключение у руководителя предметной группы",
		letter: "paper-to-head",
		reader: "expert",
		subject: "application",
		query(moment) {
			const papers = papersBefore(moment, "groupHeadBy")
			return (
				papers &&
				Prisma.sql`
				SELECT a."id" AS "subjectId", d."deadline", t."expertId" AS "personId",
					${ABOUT_APPLICATION} || jsonb_build_object('periodId', d."periodId") AS "facts"
				FROM ${papers}
				JOIN "Seat" t ON t."applicationId" = a."id" AND t."declinedAt" IS NULL
				WHERE a."paperReceivedOn" IS NULL`
			)
		},
		page: ({ subjectId }) => paths.expertApplication(subjectId),
	},
	{
		name: "group-papers",
		title: "Заключения у муниципального координатора",
		letter: "group-papers",
		reader: "expert",
		subject: "schedule",
		query(moment) {
			const papers = papersBefore(moment, "groupHeadPassesBy")
			return (
				papers &&
				Prisma.sql`
				SELECT s."id" AS "subjectId", d."deadline", e."personId",
					jsonb_build_object('count', count(DISTINCT a."id")::int, 'periodId', d."periodId", 'municipality', m."name") AS "facts"
				FROM ${papers}
				JOIN "Engagement" j ON j."id" = a."engagementId"
				JOIN "Engagement" e ON e."role" = 'group_head' AND e."to" IS NULL
					AND e."municipalityCode" = a."municipalityCode" AND e."subjectId" = j."subjectId" AND e."personId" <> a."teacherId"
				GROUP BY s."id", d."deadline", d."periodId", e."personId", m."name"`
			)
		},
		page: () => paths.group(),
	},
	{
		name: "contract-half-year",
		title: "Договор специалиста на полугодие",
		letter: "contract-half-year",
		reader: "expert",
		subject: "municipality",
		query({ today }) {
			const half = halfYearOf(today)
			return (
				half &&
				Prisma.sql`
				SELECT r."municipalityCode" AS "subjectId", ${half.deadline}::text AS "deadline", r."expertId" AS "personId",
					jsonb_build_object('municipality', m."name") AS "facts"
				FROM "RosterEntry" r JOIN "Municipality" m ON m."code" = r."municipalityCode"
				WHERE r."schoolYear" = ${half.schoolYear}`
			)
		},
		page: () => paths.expert(),
	},
]
