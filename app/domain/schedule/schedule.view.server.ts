import { prisma } from "#app/db/client.server.ts"
import type { ListPages } from "#app/db/paging.server.ts"
import { type Actor, municipalitiesOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { firstOf, shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { period, periodLabel } from "#machines/calendar.ts"
import { isTagged, shortOf } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { isFillable } from "#machines/schedule.machine.ts"
import { PUBLISHED, UNAPPROVED } from "./schedule.document.server.ts"
import { scheduleSubject } from "./schedule.subject.server.ts"
import { entryView, pageOfEntries, type ScheduleEntry } from "./schedule-entry.view.server.ts"

export interface PeriodOption {
	/** 2026-10 */
	id: string
	municipalityCode: string
	/** Begins with «(ПЕРИОД ЗАКРЫТ)» if the period is closed. */
	label: string
	open: boolean
}

/** Lists all periods of these municipalities in order, each with whether it can still be filled in today. */
export async function listPeriods(
	municipalityCodes: readonly string[],
	now: Date,
): Promise<(PeriodOption & { state: string; closesOn: string; stateSince: Date })[]> {
	const today = civilDate(now)
	const found = await prisma.schedule.findMany({
		where: { municipalityCode: { in: [...municipalityCodes] } },
		orderBy: { periodId: "asc" },
		select: { periodId: true, municipalityCode: true, state: true, closesOn: true, stateSince: true },
	})
	return found.map(({ periodId, ...schedule }) => {
		const open = isFillable(schedule, today)
		return { ...schedule, id: periodId, open, label: periodLabel(periodId, { closed: !open }) }
	})
}

export interface ScheduleView {
	id: string
	version: number
	state: string
	/** «Формируется» */
	short: string
	municipality: string
	municipalityCode: string
	periodId: string
	/** «октябрь-ноябрь 2026» */
	label: string
	/** «в октябре-ноябре 2026 г.» */
	prepositional: string
	/** «12.09.2026»: the last day on which the schedule can be filled in. */
	closesOn: string
	approved: boolean
	/** «распоряжением от … № …» */
	order: { number: string; date: string } | null
	/** The first of the teachers who block the approval, by name. */
	withoutTwoExperts: readonly string[]
	withdrawalWaits: readonly string[]
	/** One page of them. */
	entries: ScheduleEntry[]
	pages: ListPages
	/** What the coordinator may send. */
	events: OwnEvents
	mayClose: boolean
}

/**
 * «Просмотр графика»: the schedule of one of the coordinator's municipalities.
 * @throws DomainError not-found if there is no such schedule or the actor may not see it
 */
export async function viewSchedule({
	actor,
	periodId,
	municipalityCode,
	page = 1,
	now,
}: {
	actor: Actor
	periodId: string
	municipalityCode: string
	page?: number
	now: Date
}): Promise<ScheduleView> {
	const found = await prisma.schedule.findUnique({
		where: { municipalityCode_periodId: { municipalityCode, periodId } },
		select: { id: true, municipality: { select: { name: true } } },
	})
	const loaded = found && (await scheduleSubject.load(prisma, found.id, now))
	if (!loaded || !scheduleSubject.mayRead(actor, loaded.scope)) throw notFound()
	const { row, facts } = loaded
	const approved = isTagged(scheduleLifecycle, row.state, "approved")
	const { rows: entries, ...pages } = await pageOfEntries(row.id, approved ? PUBLISHED : UNAPPROVED, page)
	const { label, prepositional } = period(periodId)
	const { events } = explainLoaded(actor, "schedule", loaded, now)
	return {
		id: row.id,
		version: row.version,
		state: row.state,
		short: shortOf(scheduleLifecycle, row.state),
		municipality: found.municipality.name,
		municipalityCode,
		periodId,
		label,
		prepositional,
		closesOn: shortDate(row.closesOn),
		approved,
		order:
			row.orderNumber && row.orderDate ? { number: row.orderNumber, date: shortDate(row.orderDate) } : null,
		withoutTwoExperts: firstOf(facts.withoutTwoExperts),
		withdrawalWaits: firstOf(facts.withdrawalWaits),
		entries: entries.map(entryView),
		pages,
		events: eventsIn("municipality", "schedule", events),
		mayClose: events["schedule.close"]?.possible ?? false,
	}
}

/**
 * The page of schedules: all periods, and the schedule of the chosen one. By default it chooses the nearest period that
 * is still being filled in.
 */
export async function viewSchedules({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: { period: string; municipality: string; page?: number }
	now: Date
}) {
	const own = municipalitiesOf(actor)
	const municipalityCode = own.includes(query.municipality) ? query.municipality : (own[0] ?? "")
	const [periods, municipalities] = await Promise.all([listPeriods([municipalityCode], now), namesOf(own)])
	const chosen =
		periods.find(({ id }) => id === query.period) ?? periods.find(({ open }) => open) ?? periods.at(-1)
	return {
		periods: periods.map(({ id, label }) => ({ value: id, label })).reverse(),
		municipalities,
		municipalityCode,
		periodId: chosen?.id ?? null,
		schedule: chosen
			? await viewSchedule({
					actor,
					periodId: chosen.id,
					municipalityCode,
					...(query.page && { page: query.page }),
					now,
				})
			: null,
	}
}

/** Names of the municipalities to choose from, for the rare coordinator who has several. */
async function namesOf(codes: readonly string[]) {
	const found = await prisma.municipality.findMany({
		where: { code: { in: [...codes] } },
		orderBy: { sortOrder: "asc" },
		select: { code: true, name: true },
	})
	return found.map(({ code, name }) => ({ value: code, label: name }))
}
