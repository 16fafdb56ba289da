import { Prisma } from "#app/db/client.server.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { numbersOn } from "#machines/rulebook/index.ts"
import type { NoticeRule } from "../rule.ts"
import { ABOUT_APPLICATION, COORDINATORS, periodDeadlines, statesOf } from "./parts.sql.ts"

const NEAR_END_OF_TERM = 5
/** Terms that ended longer ago are not reported, because an earlier system may have done so. */
const LONG_OVER = 90

/** The coordinators of the schedule's municipality. */
const OF_SCHEDULE = Prisma.sql`
	JOIN "Engagement" e ON e."role" = 'municipal_coordinator' AND e."to" IS NULL AND e."municipalityCode" = s."municipalityCode"
	JOIN "Municipality" m ON m."code" = s."municipalityCode"`

/** Warns coordinators who still have work in a period before the day on which it closes. */
const scheduleClosing = (name: string, title: string, daysBefore: number): NoticeRule => ({
	name,
	title,
	letter: "schedule-closing",
	reader: "coordinator",
	subject: "schedule",
	query({ today, onlyOpen }) {
		const latest = onlyOpen ? addDays(today, daysBefore) : "9999-12-31"
		return Prisma.sql`
			SELECT w."id" AS "subjectId", w."closesOn" AS "deadline", w."personId", w."facts" FROM (
				SELECT s."id", s."closesOn", e."personId",
					jsonb_build_object('periodId', s."periodId", 'municipality', m."name",
						'unregistered', (SELECT count(*)::int FROM "Application" a WHERE a."municipalityCode" = s."municipalityCode"
							AND a."state" = ANY (${statesOf("awaitsRegistration")})),
						'withoutPeriod', (SELECT count(*)::int FROM "Application" a WHERE a."municipalityCode" = s."municipalityCode"
							AND a."state" = ANY (${statesOf("forSchedule")}) AND a."procedure" = 'general' AND a."scheduleId" IS NULL),
						'withoutExperts', (SELECT count(*)::int FROM "Application" a WHERE a."scheduleId" = s."id"
							AND a."state" = ANY (${statesOf("unapproved")})
							AND (SELECT count(*) FROM "Seat" t WHERE t."applicationId" = a."id") < 2)) AS "facts"
				FROM "Schedule" s ${OF_SCHEDULE}
				WHERE s."state" = ANY (${statesTagged(scheduleLifecycle, "fillable")})
					AND s."closesOn" >= ${today} AND s."closesOn" <= ${latest}) w
			WHERE (w."facts"->>'unregistered')::int + (w."facts"->>'withoutPeriod')::int
				+ (w."facts"->>'withoutExperts')::int > 0`
	},
	page: () => paths.scheduling(),
})

export const COORDINATORS_RULES: readonly NoticeRule[] = [
	{
		name: "review-near",
		title: "Конец тридцатидневного срока",
		letter: "review-near",
		reader: "coordinator",
		subject: "application",
		query({ today, onlyOpen }) {
			const from = onlyOpen ? today : addDays(today, -LONG_OVER)
			return Prisma.sql`
				SELECT a."id" AS "subjectId", a."reviewDueOn" AS "deadline", e."personId", ${ABOUT_APPLICATION} AS "facts"
				FROM "Application" a ${COORDINATORS}
				WHERE a."state" = ANY (${statesOf("awaitsRegistration")})
					AND a."reviewDueOn" BETWEEN ${from} AND ${addDays(today, NEAR_END_OF_TERM)}`
		},
		page: ({ subjectId }) => paths.municipalityApplication(subjectId),
	},
	{
		name: "review-over",
		title: "Истёкший тридцатидневный срок",
		letter: "review-over",
		reader: "coordinator",
		subject: "application",
		query({ today }) {
			return Prisma.sql`
				SELECT a."id" AS "subjectId", a."reviewDueOn" AS "deadline", e."personId", ${ABOUT_APPLICATION} AS "facts"
				FROM "Application" a ${COORDINATORS}
				WHERE a."state" = ANY (${statesOf("awaitsRegistration")})
					AND a."reviewDueOn" < ${today} AND a."reviewDueOn" >= ${addDays(today, -LONG_OVER)}`
		},
		page: ({ subjectId }) => paths.municipalityApplication(subjectId),
	},
	{
		name: "registration-day",
		title: "Последний день регистрации заявлений",
		letter: "registration-day",
		reader: "coordinator",
		subject: "municipality",
		query({ today, onlyOpen, rulebook }) {
			const firstDay = `${today.slice(0, 8)}01`
			const deadline = addDays(firstDay, numbersOn(rulebook, firstDay).registration - 1)
			if (onlyOpen && (today < addDays(deadline, -2) || today > deadline)) return null
			return Prisma.sql`
				SELECT w."municipalityCode" AS "subjectId", ${deadline}::text AS "deadline", e."personId",
					jsonb_build_object('count', w."count", 'municipality', m."name") AS "facts"
				FROM (SELECT a."municipalityCode", count(*)::int AS "count" FROM "Application" a
					WHERE a."state" = ANY (${statesOf("awaitsRegistration")}) GROUP BY 1) w
				JOIN "Municipality" m ON m."code" = w."municipalityCode"
				JOIN "Engagement" e ON e."role" = 'municipal_coordinator' AND e."to" IS NULL
					AND e."municipalityCode" = w."municipalityCode"`
		},
		page: () => paths.registration(),
	},
	scheduleClosing("schedule-closing", "Период закрывается через три дня", 3),
	scheduleClosing("schedule-closing-today", "Последний день перед закрытием периода", 0),
	{
		name: "conclusions-day",
		title: "Заключения в центре",
		letter: "conclusions-day",
		reader: "coordinator",
		subject: "schedule",
		query(moment) {
			const deadlines = periodDeadlines(moment, ({ centreBy }) => ({
				deadline: centreBy,
				opensOn: addDays(centreBy, -5),
				closesOn: centreBy,
			}))
			const unfinished = statesOf("awaitsConclusion", "awaitsTeacher", "disputed", "awaitsVerdict")
			return (
				deadlines &&
				Prisma.sql`
				SELECT s."id" AS "subjectId", d."deadline", e."personId",
					jsonb_build_object('count', count(DISTINCT a."id")::int, 'periodId', d."periodId", 'municipality', m."name") AS "facts"
				FROM ${deadlines}
				JOIN "Schedule" s ON s."periodId" = d."periodId"
				JOIN "Application" a ON a."scheduleId" = s."id" AND a."state" = ANY (${unfinished})
				${OF_SCHEDULE}
				GROUP BY s."id", d."deadline", d."periodId", e."personId", m."name"`
			)
		},
		page: () => paths.municipalityAttestation(),
	},
]
