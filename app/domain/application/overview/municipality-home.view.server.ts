import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle, withdrawalLifecycle } from "#machines/lifecycles.ts"
import { countsOf } from "../../machine/state-counts.server.ts"
import { NEAR_DAYS } from "../registration/review-term.ts"

const COUNTED = statesTagged(applicationLifecycle, "counted")
const AWAITING = statesTagged(applicationLifecycle, "awaitsRegistration")
const FOR_SCHEDULE = statesTagged(applicationLifecycle, "forSchedule")
const WAITING = statesTagged(withdrawalLifecycle, "waiting")

/** «Количество заявлений = N», and the deadlines of a municipality, nearest first. */
export async function viewMunicipalityHome({
	municipalityCode,
	now,
}: {
	municipalityCode: string
	now: Date
}) {
	const today = civilDate(now)
	const [counts, due, withdrawals, nearest] = await Promise.all([
		countsOf(
			"application",
			["state", "procedure", "scheduleId", "experts"],
			Prisma.sql`"municipalityCode" = ${municipalityCode}`,
		),
		rowsOf<{ overdue: number; soon: number }>(
			prisma,
			Prisma.sql`SELECT count(*) FILTER (WHERE "reviewDueOn" < ${today})::int AS "overdue",
				count(*) FILTER (WHERE "reviewDueOn" >= ${today})::int AS "soon" FROM "Application"
				WHERE "municipalityCode" = ${municipalityCode} AND "state" = ANY (${AWAITING})
				AND "reviewDueOn" <= ${addDays(today, NEAR_DAYS)}`,
		),
		countsOf(
			"withdrawal",
			["state"],
			Prisma.sql`"municipalityCode" = ${municipalityCode} AND "state" = ANY (${WAITING})`,
		),
		// A schedule closes by the calendar, even before the job that runs every minute has noticed.
		prisma.schedule.findFirst({
			where: {
				municipalityCode,
				state: { in: statesTagged(scheduleLifecycle, "fillable") },
				closesOn: { gte: today },
			},
			orderBy: { periodId: "asc" },
			select: { periodId: true, closesOn: true },
		}),
	])
	const sum = (fits: (row: (typeof counts)[number]) => boolean) =>
		counts.filter(fits).reduce((all, { count }) => all + count, 0)
	const toSchedule = ({ state, procedure }: (typeof counts)[number]) =>
		FOR_SCHEDULE.includes(state) && procedure === "general"
	const withSeats = (experts: number) =>
		sum((row) => toSchedule(row) && row.scheduleId !== "" && row.experts === experts)
	return {
		total: sum(({ state }) => COUNTED.includes(state)),
		due: {
			pending: sum(({ state }) => AWAITING.includes(state)),
			overdue: due[0]?.overdue ?? 0,
			soon: due[0]?.soon ?? 0,
			withdrawals: withdrawals.reduce((all, { count }) => all + count, 0),
			withoutPeriod: sum((row) => toSchedule(row) && row.scheduleId === ""),
			noExpert: withSeats(0),
			oneExpert: withSeats(1),
			nearest: nearest && { period: period(nearest.periodId).label, until: nearest.closesOn },
		},
	}
}
export type MunicipalityHome = Awaited<ReturnType<typeof viewMunicipalityHome>>
