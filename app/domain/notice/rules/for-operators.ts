import { Prisma } from "#app/db/client.server.ts"
import { addDays } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import type { NoticeRule } from "../rule.ts"
import { ABOUT_APPLICATION, OPERATORS, periodDeadlines, statesOf } from "./parts.sql.ts"

const APPROVED = statesTagged(scheduleLifecycle, "approved")
const AWAITS_APPROVAL = statesTagged(scheduleLifecycle, "closed").filter((state) => !APPROVED.includes(state))
const LONG_OVER = 90

export const OPERATORS_RULES: readonly NoticeRule[] = [
	{
		name: "review-over-operators",
		title: "Истёкший тридцатидневный срок, операторам",
		letter: "review-over",
		reader: "operator",
		subject: "application",
		query({ today }) {
			return Prisma.sql`
				SELECT a."id" AS "subjectId", a."reviewDueOn" AS "deadline", e."personId", ${ABOUT_APPLICATION} AS "facts"
				FROM "Application" a ${OPERATORS} AND e."personId" <> a."teacherId"
				WHERE a."state" = ANY (${statesOf("awaitsRegistration")})
					AND a."reviewDueOn" < ${today} AND a."reviewDueOn" >= ${addDays(today, -LONG_OVER)}`
		},
		page: ({ subjectId }) => paths.operatorApplication(subjectId),
	},
	{
		name: "approval-day",
		title: "Утверждение графиков",
		letter: "approval-day",
		reader: "operator",
		subject: "period",
		query(moment) {
			const deadlines = periodDeadlines(moment, ({ closedFrom, publishedBy }) => ({
				deadline: publishedBy,
				opensOn: closedFrom,
				closesOn: publishedBy,
			}))
			return (
				deadlines &&
				Prisma.sql`
				SELECT d."periodId" AS "subjectId", d."deadline", e."personId",
					jsonb_build_object('count', count(DISTINCT s."id")::int, 'periodId', d."periodId") AS "facts"
				FROM ${deadlines}
				JOIN "Schedule" s ON s."periodId" = d."periodId" AND s."state" = ANY (${AWAITS_APPROVAL})
					AND EXISTS (SELECT 1 FROM "Application" a WHERE a."scheduleId" = s."id")
				${OPERATORS}
				GROUP BY d."periodId", d."deadline", e."personId"`
			)
		},
		page: ({ subjectId }) => paths.operatorSchedules(subjectId),
	},
	{
		name: "decision-near",
		title: "Решение комиссии в срок",
		letter: "decision-near",
		reader: "operator",
		subject: "period",
		query(moment) {
			const deadlines = periodDeadlines(moment, ({ decisionBy }) => ({
				deadline: decisionBy,
				opensOn: addDays(decisionBy, -10),
				closesOn: decisionBy,
			}))
			return (
				deadlines &&
				Prisma.sql`
				SELECT d."periodId" AS "subjectId", d."deadline", e."personId",
					jsonb_build_object('count', count(DISTINCT a."id")::int, 'periodId', d."periodId") AS "facts"
				FROM ${deadlines}
				JOIN "Schedule" s ON s."periodId" = d."periodId"
				JOIN "Application" a ON a."scheduleId" = s."id" AND a."state" = ANY (${statesOf("awaitsDecision")})
				${OPERATORS}
				GROUP BY d."periodId", d."deadline", e."personId"`
			)
		},
		page: () => paths.operatorSittings(),
	},
]
