import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { firstOf, shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { isPeriodId, period, periodsOfSchoolYear, schoolYearOf } from "#machines/calendar.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { countApplicationsBy } from "../list/count-by.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { loadSchedules, type scheduleSubject } from "../schedule/schedule.subject.server.ts"
import { differingFromRules } from "./take-rules-day.server.ts"

const STATES = leafStates(scheduleLifecycle.machine)
const FILLABLE = statesTagged(scheduleLifecycle, "fillable")

/**
 * «Периоды»: the existing periods, newest first, each with the number of schedules by state; and the years that can still
 * be created.
 */
export async function viewPeriods({ actor, now }: { actor: Actor; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [rulebook, periods, counts] = await Promise.all([
		loadRulebook(prisma),
		prisma.period.findMany({ orderBy: { id: "desc" }, select: { id: true } }),
		prisma.schedule.groupBy({ by: ["periodId", "state"], _count: { _all: true } }),
	])
	const countOf = (periodId: string, states: readonly string[]) =>
		counts
			.filter((one) => one.periodId === periodId && states.includes(one.state))
			.reduce((all, one) => all + one._count._all, 0)
	return {
		states: STATES.map((state) => ({ state, label: shortOf(scheduleLifecycle, state) })),
		periods: periods.map(({ id }) => ({
			id,
			label: period(id).label,
			schoolYear: period(id).schoolYear,
			closesAfter: shortDate(deadlinesBy(rulebook, id).closesAfter),
			counts: STATES.map((state) => ({ state, count: countOf(id, [state]) })),
			open: countOf(id, FILLABLE),
		})),
		years: yearsToCreate(civilDate(now), new Set(periods.map(({ id }) => id))),
	}
}
export type PeriodsView = Awaited<ReturnType<typeof viewPeriods>>

/**
 * This school year and the next two. A complete year is marked, not hidden, because a municipality may have been added
 * later.
 */
function yearsToCreate(today: string, existing: ReadonlySet<string>) {
	const first = Number(schoolYearOf(today).slice(0, 4))
	return [0, 1, 2].map((ahead) => {
		const value = `${first + ahead}/${first + ahead + 1}`
		const exists = periodsOfSchoolYear(value).every(({ id }) => existing.has(id))
		return { value, label: exists ? `${value} (создан)` : value, exists }
	})
}

/**
 * The municipalities of one period, each with the acts that are possible on its schedule now; null if the period was
 * never created.
 */
export async function viewPeriod({ actor, periodId, now }: { actor: Actor; periodId: string; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	if (!isPeriodId(periodId)) return null
	const rows = await prisma.schedule.findMany({
		where: { periodId },
		orderBy: { municipality: { sortOrder: "asc" } },
		select: {
			id: true,
			reopenReason: true,
			municipality: { select: { code: true, name: true } },
		},
	})
	if (rows.length === 0) return null
	const count = await countApplicationsBy(
		prisma,
		"scheduleId",
		rows.map(({ id }) => id),
	)
	const loaded = await loadSchedules(
		prisma,
		rows.map(({ id }) => id),
	)
	const { day, ids } = await differingFromRules(periodId)
	return {
		id: periodId,
		label: period(periodId).label,
		schedules: rows.flatMap((row) => {
			const one = loaded.get(row.id)
			return one ? [withPossibilities(actor, { ...row, applications: count(row.id) }, one, now)] : []
		}),
		/** The last day by the rules, if open schedules have another one. */
		rulesDay:
			ids.length === 0
				? null
				: { day: shortDate(day), hasPassed: day < civilDate(now), schedules: ids.length },
	}
}
export type PeriodView = NonNullable<Awaited<ReturnType<typeof viewPeriod>>>
export type ScheduleOfPeriod = PeriodView["schedules"][number]

interface FoundSchedule {
	id: string
	reopenReason: string | null
	municipality: { code: string; name: string }
	applications: number
}

function withPossibilities(
	actor: Actor,
	found: FoundSchedule,
	loaded: NonNullable<Awaited<ReturnType<typeof scheduleSubject.load>>>,
	now: Date,
) {
	const { row, facts } = loaded
	const { events } = explainLoaded(actor, "schedule", loaded, now)
	return {
		id: found.id,
		version: row.version,
		state: row.state,
		short: shortOf(scheduleLifecycle, row.state),
		municipality: found.municipality.name,
		municipalityCode: found.municipality.code,
		applications: found.applications,
		withoutTwoExperts: firstOf(facts.withoutTwoExperts),
		withdrawalWaits: firstOf(facts.withdrawalWaits),
		closesOn: shortDate(row.closesOn),
		reopenReason: found.reopenReason,
		order: row.orderNumber && row.orderDate ? `№ ${row.orderNumber} от ${shortDate(row.orderDate)}` : null,
		takesMore: events["schedule.close"]?.possible ?? false,
		events: eventsIn("operator", "schedule", events),
	}
}

/** The period that an operator most likely wants: the earliest with schedules waiting for approval, otherwise the next to begin. */
export async function defaultPeriod(now: Date, waiting: readonly string[]): Promise<string | null> {
	const toApprove = await prisma.schedule.findFirst({
		where: { state: { in: [...waiting] }, applications: { some: {} } },
		orderBy: { periodId: "asc" },
		select: { periodId: true },
	})
	if (toApprove) return toApprove.periodId
	const next = await prisma.period.findFirst({
		where: { id: { gte: civilDate(now).slice(0, 7) } },
		orderBy: { id: "asc" },
		select: { id: true },
	})
	return next?.id ?? null
}

export async function periodChoices(): Promise<{ value: string; label: string }[]> {
	const periods = await prisma.period.findMany({ orderBy: { id: "desc" }, select: { id: true } })
	return periods.map(({ id }) => ({ value: id, label: period(id).label }))
}
