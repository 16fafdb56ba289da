import { prisma } from "#app/db/client.server.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged, type TagOf } from "#machines/lifecycle.ts"
import { scheduleLifecycle, withdrawalLifecycle } from "#machines/lifecycles.ts"
import { NEAR_DAYS } from "../registration/review-term.ts"

const tagged = (tag: TagOf<typeof applicationLifecycle>) => ({ in: statesTagged(applicationLifecycle, tag) })

/** «Количество заявлений = N», and the deadlines of a municipality, nearest first. */
export async function viewMunicipalityHome({
	municipalityCode,
	now,
}: {
	municipalityCode: string
	now: Date
}) {
	const today = civilDate(now)
	const waits = { municipalityCode, state: tagged("awaitsRegistration") }
	const toSchedule = { municipalityCode, state: tagged("forSchedule"), procedure: "general" }
	const [total, pending, overdue, soon, withdrawals, withoutPeriod, withPeriod, nearest] = await Promise.all([
		prisma.application.count({ where: { municipalityCode, state: tagged("counted") } }),
		prisma.application.count({ where: waits }),
		prisma.application.count({ where: { ...waits, reviewDueOn: { lt: today } } }),
		prisma.application.count({
			where: { ...waits, reviewDueOn: { gte: today, lte: addDays(today, NEAR_DAYS) } },
		}),
		prisma.withdrawal.count({
			where: {
				application: { municipalityCode },
				state: { in: statesTagged(withdrawalLifecycle, "waiting") },
			},
		}),
		prisma.application.count({ where: { ...toSchedule, scheduleId: null } }),
		prisma.application.findMany({
			where: { ...toSchedule, scheduleId: { not: null } },
			select: { _count: { select: { seats: true } } },
		}),
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
	const withSeats = (count: number) => withPeriod.filter(({ _count }) => _count.seats === count).length
	return {
		total,
		due: {
			pending,
			overdue,
			soon,
			withdrawals,
			withoutPeriod,
			noExpert: withSeats(0),
			oneExpert: withSeats(1),
			nearest: nearest && { period: period(nearest.periodId).label, until: nearest.closesOn },
		},
	}
}
export type MunicipalityHome = Awaited<ReturnType<typeof viewMunicipalityHome>>
