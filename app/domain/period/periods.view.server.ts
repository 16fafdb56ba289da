import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { isPeriodId, period, periodsOfSchoolYear, schoolYearOf } from "#machines/calendar.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { countsOf } from "../machine/state-counts.server.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { type LoadedSchedule, loadSchedulesOfPeriod } from "../schedule/schedule.subject.server.ts"
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
	const [loaded, municipalities, counts, { day, ids }] = await Promise.all([
		loadSchedulesOfPeriod(prisma, periodId),
		listMunicipalities(),
		countsOf(
			"application",
			["scheduleId"],
			Prisma.sql`"scheduleId" IN (SELECT "id" FROM "Schedule" WHERE "periodId" = ${periodId})`,
		),
		differingFromRules(periodId),
	])
	if (loaded.length === 0) return null
	const countIn = new Map(counts.map(({ scheduleId, count }) => [scheduleId, count]))
	return {
		id: periodId,
		label: period(periodId).label,
		schedules: municipalities.flatMap(({ value, label }) =>
			loaded
				.filter(({ row }) => row.municipalityCode === value)
				.map((one) =>
					withPossibilities(
						actor,
						one,
						{ municipality: label, applications: countIn.get(one.row.id) ?? 0 },
						now,
					),
				),
		),
		/** The last day by the rules, if open schedules have another one. */
		rulesDay:
			ids.length === 0
				? null
				: { day: shortDate(day), hasPassed: day < civilDate(now), schedules: ids.length },
	}
}
export type PeriodView = NonNullable<Awaited<ReturnType<typeof viewPeriod>>>
export type ScheduleOfPeriod = PeriodView["schedules"][number]

function withPossibilities(
	actor: Actor,
	loaded: LoadedSchedule,
	{ municipality, applications }: { municipality: string; applications: number },
	now: Date,
) {
	const { row, facts } = loaded
	const { events } = explainLoaded(actor, "schedule", loaded, now)
	return {
		id: row.id,
		version: row.version,
		state: row.state,
		short: shortOf(scheduleLifecycle, row.state),
		municipality,
		municipalityCode: row.municipalityCode,
		applications,
		withoutTwoExperts: facts.withoutTwoExperts,
		withdrawalWaits: facts.withdrawalWaits,
		closesOn: shortDate(row.closesOn),
		reopenReason: row.reopenReason,
		order: row.orderNumber && row.orderDate ? `№ ${row.orderNumber} от ${shortDate(row.orderDate)}` : null,
		takesMore: events["schedule.close"]?.possible ?? false,
		events: eventsIn("operator", "schedule", events),
	}
}

/** The periods, newest first, and the one that an operator most likely wants: the earliest with schedules waiting for approval, otherwise the next to begin. */
export async function periodsToChoose(now: Date, waiting: readonly string[]) {
	const periods = await rowsOf<{ id: string; waits: boolean }>(
		prisma,
		Prisma.sql`SELECT p."id", EXISTS (SELECT 1 FROM "Schedule" s WHERE s."periodId" = p."id" AND s."state" = ANY (${[...waiting]})
				AND EXISTS (SELECT 1 FROM "Application" a WHERE a."scheduleId" = s."id")) AS "waits"
			FROM "Period" p ORDER BY p."id" DESC`,
	)
	const today = civilDate(now).slice(0, 7)
	const oldestFirst = periods.toReversed()
	const usual =
		oldestFirst.find(({ waits }) => waits) ?? oldestFirst.find(({ id }) => id >= today) ?? periods[0]
	return {
		periods: periods.map(({ id }) => ({ value: id, label: period(id).label })),
		usual: usual?.id ?? "",
	}
}

export async function periodChoices(): Promise<{ value: string; label: string }[]> {
	const periods = await prisma.period.findMany({ orderBy: { id: "desc" }, select: { id: true } })
	return periods.map(({ id }) => ({ value: id, label: period(id).label }))
}
