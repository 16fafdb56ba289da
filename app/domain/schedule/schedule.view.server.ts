import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import type { ListPages } from "#app/db/paging.server.ts"
import { type Actor, municipalitiesOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { explainLoaded } from "#app/workflow/explain.server.ts"
import { period, periodLabel } from "#machines/calendar.ts"
import { isTagged, shortOf } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { isFillable } from "#machines/schedule.machine.ts"
import { type Choice, listMunicipalities } from "../organisation/organisation.view.server.ts"
import { PUBLISHED, UNAPPROVED } from "./schedule.document.server.ts"
import { loadScheduleOf, scheduleSubject } from "./schedule.subject.server.ts"
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
	const found = await rowsOf<FoundPeriod>(
		prisma,
		periodsSql(Prisma.sql`s."municipalityCode" = ANY (${[...municipalityCodes]})`),
	)
	return periodOptions(found, now)
}

export interface FoundPeriod {
	id: string
	municipalityCode: string
	state: string
	closesOn: string
	/** A Date, or text from a query that returns JSON. */
	stateSince: Date | string
}

/** The schedules `s` that meet a condition, as `periodOptions` reads them. */
export const periodsSql = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
	SELECT s."periodId" AS "id", s."municipalityCode", s."state", s."closesOn", s."stateSince" FROM "Schedule" s
	WHERE ${where} ORDER BY s."periodId"`

export function periodOptions(found: readonly FoundPeriod[], now: Date) {
	const today = civilDate(now)
	return found.map(({ id, stateSince, ...schedule }) => {
		const open = isFillable(schedule, today)
		const label = periodLabel(id, { closed: !open })
		return { ...schedule, id, open, label, stateSince: new Date(stateSince) }
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
	/** The first of the teachers who block the approval, by name, and how many others do. */
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
	const loaded = await loadScheduleOf(prisma, { municipalityCode, periodId })
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
		municipality: (await namesOf([municipalityCode]))[0]?.label ?? "",
		municipalityCode,
		periodId,
		label,
		prepositional,
		closesOn: shortDate(row.closesOn),
		approved,
		order:
			row.orderNumber && row.orderDate ? { number: row.orderNumber, date: shortDate(row.orderDate) } : null,
		withoutTwoExperts: facts.withoutTwoExperts,
		withdrawalWaits: facts.withdrawalWaits,
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
	const periods = await listPeriods([municipalityCode], now)
	const chosen =
		periods.find(({ id }) => id === query.period) ?? periods.find(({ open }) => open) ?? periods.at(-1)
	return {
		periods: periods.map(({ id, label }) => ({ value: id, label })).reverse(),
		municipalities: await namesOf(own),
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
const namesOf = async (codes: readonly string[]): Promise<Choice[]> =>
	(await listMunicipalities()).filter(({ value }) => codes.includes(value))
