import { Prisma } from "#app/db/client.server.ts"
import { addDays, addMonths, instantOf } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { numbersOn } from "#machines/rulebook/index.ts"
import type { Moment, NoticeRule } from "../rule.ts"
import { ABOUT_APPLICATION, periodDeadlines, statesOf } from "./parts.sql.ts"

/** After this many days without progress a matter is mentioned. */
const LIES_STILL = 7
/** A draft untouched for longer than this is left alone. */
const FORGOTTEN = 60

/** Teachers of the remote form who can still load their materials, each with the organisation that helps them. */
function remoteInPeriod(moment: Moment): Prisma.Sql | null {
	const deadlines = periodDeadlines(moment, ({ evidenceUntil }) => ({
		deadline: evidenceUntil,
		opensOn: addDays(evidenceUntil, -7),
		closesOn: evidenceUntil,
	}))
	return (
		deadlines &&
		Prisma.sql`
		SELECT a."id" AS "subjectId", d."deadline", a."teacherId" AS "personId", a."organisationId",
			${ABOUT_APPLICATION} || jsonb_build_object('periodId', d."periodId") AS "facts"
		FROM ${deadlines}
		JOIN "Schedule" s ON s."periodId" = d."periodId"
		JOIN "Application" a ON a."scheduleId" = s."id"
		WHERE a."attestationForm" = 'remote' AND a."state" = ANY (${statesOf("unapproved", "approved")})`
	)
}

export const TEACHERS_RULES: readonly NoticeRule[] = [
	{
		name: "evidence-near",
		title: "Документы и материалы, дистанционная форма",
		letter: "evidence-near",
		reader: "teacher",
		subject: "application",
		query: remoteInPeriod,
		page: () => paths.teacherDocuments(),
	},
	{
		name: "evidence-near-school",
		title: "Документы и материалы, координатору организации",
		letter: "evidence-near-school",
		reader: "school",
		subject: "application",
		query(moment) {
			const remote = remoteInPeriod(moment)
			return (
				remote &&
				Prisma.sql`
				SELECT w."subjectId", w."deadline", e."personId", w."facts" FROM (${remote}) w
				JOIN "Engagement" e ON e."role" = 'school_coordinator' AND e."to" IS NULL
					AND e."organisationId" = w."organisationId" AND e."personId" <> w."personId"`
			)
		},
		page: ({ subjectId }) => paths.schoolApplication(subjectId),
	},
	{
		name: "signature-awaited",
		title: "Подпись педагога под заключением",
		letter: "signature-awaited",
		reader: "teacher",
		subject: "application",
		query(moment) {
			const { today, onlyOpen } = moment
			const deadlines = periodDeadlines(moment, ({ centreBy, startsOn }) => ({
				deadline: centreBy,
				opensOn: startsOn,
				closesOn: addDays(centreBy, 30),
			}))
			const since = instantOf(addDays(today, onlyOpen ? -LIES_STILL : 1))
			return (
				deadlines &&
				Prisma.sql`
				SELECT a."id" AS "subjectId", d."deadline", a."teacherId" AS "personId", ${ABOUT_APPLICATION} AS "facts"
				FROM ${deadlines}
				JOIN "Schedule" s ON s."periodId" = d."periodId"
				JOIN "Application" a ON a."scheduleId" = s."id"
				WHERE a."state" = ANY (${statesOf("awaitsTeacher")}) AND a."stateSince" < ${since}`
			)
		},
		page: () => paths.teacherSubmit(),
	},
	{
		name: "not-submitted",
		title: "Сформированное и не поданное заявление",
		letter: "not-submitted",
		reader: "teacher",
		subject: "application",
		query({ today, onlyOpen }) {
			const to = instantOf(addDays(today, onlyOpen ? -LIES_STILL : 1))
			const from = instantOf(addDays(today, -FORGOTTEN))
			// A draft has no deadline of its own, so the letter suggests one: a fortnight after it was formed.
			return Prisma.sql`
				SELECT a."id" AS "subjectId",
					to_char((a."stateSince" AT TIME ZONE 'Asia/Tomsk')::date + 14, 'YYYY-MM-DD') AS "deadline",
					a."teacherId" AS "personId", '{}'::jsonb AS "facts"
				FROM "Application" a
				WHERE a."state" = ANY (${statesOf("formed")}) AND a."stateSince" >= ${from} AND a."stateSince" < ${to}`
		},
		page: () => paths.teacherSubmit(),
	},
	{
		name: "category-ends",
		title: "Окончание категории",
		letter: "category-ends",
		reader: "teacher",
		subject: "category",
		query({ today, onlyOpen, rulebook }) {
			const { renewalMonths } = numbersOn(rulebook, today)
			const from = addMonths(today, onlyOpen ? renewalMonths : 0)
			return Prisma.sql`
				SELECT c."id" AS "subjectId",
					to_char(c."endsOn"::date - make_interval(months => ${renewalMonths}::int), 'YYYY-MM-DD') AS "deadline",
					c."personId", jsonb_build_object('position', p."nominative") AS "facts"
				FROM "Category" c
				JOIN "Position" p ON p."code" = c."positionCode"
				WHERE c."endsOn" >= ${from} AND c."endsOn" <= ${addMonths(today, renewalMonths + 1)}
					AND EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = c."personId" AND e."role" = 'teacher'
						AND e."to" IS NULL)
					AND NOT EXISTS (SELECT 1 FROM "Person" n WHERE n."id" = c."personId" AND n."awaitsOwner")
					AND NOT EXISTS (SELECT 1 FROM "Application" a WHERE a."teacherId" = c."personId"
						AND a."positionCode" = c."positionCode" AND a."state" = ANY (${statesOf("active")}))
					AND NOT EXISTS (SELECT 1 FROM "Category" n WHERE n."personId" = c."personId"
						AND n."positionCode" = c."positionCode" AND n."setOn" > c."setOn")`
		},
		page: () => paths.teacher(),
	},
]
