import { Prisma, prisma } from "#app/db/client.server.ts"
import { type ListPages, pageOfList } from "#app/db/paging.server.ts"
import { named } from "#app/db/search.server.ts"
import { initials } from "#app/documents/declension/decline-name.ts"
import { notFound } from "#app/utils/errors.ts"
import { longDate } from "#app/utils/russian.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { coordinatorOf, PUBLISHED, publishedPhone } from "./schedule.document.server.ts"
import { entryView, loadEntries, type ScheduleEntry } from "./schedule-entry.view.server.ts"

const APPROVED = statesTagged(scheduleLifecycle, "approved")
const PAGE_SIZE = 50

export interface PublicPeriod {
	id: string
	/** «октябрь-ноябрь 2026» */
	label: string
	municipalities: { code: string; name: string }[]
}

/**
 * Lists the periods with an approved schedule, latest first, each with the municipalities that have teachers in it. The
 * region is approved as a whole, so municipalities without applications are approved too.
 */
export async function listPublicPeriods(): Promise<PublicPeriod[]> {
	const found = await prisma.schedule.findMany({
		where: { state: { in: APPROVED }, applications: { some: {} } },
		orderBy: [{ periodId: "desc" }, { municipality: { sortOrder: "asc" } }],
		select: { periodId: true, municipality: { select: { code: true, name: true } } },
	})
	const periods: PublicPeriod[] = []
	for (const { periodId, municipality } of found) {
		if (periods.at(-1)?.id !== periodId)
			periods.push({ id: periodId, label: period(periodId).label, municipalities: [] })
		periods.at(-1)?.municipalities.push(municipality)
	}
	return periods
}

export interface PublicSchedule {
	municipalityCode: string
	municipality: string
	/** «распоряжением от 15 сентября 2026 г. № 1522-р» */
	order: string
	/** Without a phone if the coordinator does not want it printed. */
	coordinator: { name: string; workPhone: string } | null
	entries: (ScheduleEntry & { number: number })[]
}

export interface PublicPeriodView extends ListPages {
	periodId: string
	label: string
	/** «в октябре-ноябре 2026 г.» */
	prepositional: string
	schedules: PublicSchedule[]
	periods: { value: string; label: string }[]
	municipalities: { value: string; label: string }[]
}

/**
 * What the public may see of a period: only approved schedules, only work phones, and nobody who has withdrawn.
 * @throws DomainError not-found when no municipality has an approved schedule of that period
 */
export async function viewPublicPeriod(
	periodId: string,
	query: { municipality: string; q: string; page: number },
): Promise<PublicPeriodView> {
	const periods = await listPublicPeriods()
	const chosen = periods.find(({ id }) => id === periodId)
	if (!isPeriodId(periodId) || !chosen) throw notFound()
	const { label, prepositional } = period(periodId)
	const { rows, ...pages } = await readPage(periodId, query)
	const codes = new Set(rows.map((row) => row.municipalityCode))
	// If every entry of a schedule was withdrawn, people can still read and download the schedule.
	if (query.municipality && !query.q) codes.add(query.municipality)
	const heads = await readHeads(periodId, [...codes])
	return {
		periodId,
		label,
		prepositional,
		...pages,
		schedules: heads.map((head) => ({
			...head,
			entries: rows.filter((row) => row.municipalityCode === head.municipalityCode),
		})),
		periods: periods.map(({ id, label }) => ({ value: id, label })),
		municipalities: chosen.municipalities.map(({ code, name }) => ({ value: code, label: name })),
	}
}

async function readPage(periodId: string, { municipality, q, page }: Parameters<typeof viewPublicPeriod>[1]) {
	const where = {
		state: { in: PUBLISHED },
		schedule: { periodId, state: { in: APPROVED } },
		...(municipality && { municipalityCode: municipality }),
		...named(q),
	}
	const [{ rows: found, ...pages }, before] = await Promise.all([
		pageOfList({
			page,
			pageSize: PAGE_SIZE,
			count: (most) => prisma.application.count({ where, take: most }),
			load: (part) =>
				prisma.application.findMany({
					where,
					orderBy: [{ municipality: { sortOrder: "asc" } }, { fullName: "asc" }, { id: "asc" }],
					...part,
					select: { id: true, municipalityCode: true },
				}),
		}),
		numbersOf(periodId),
	])
	const entries = await loadEntries(Prisma.sql`a."id" = ANY (${found.map(({ id }) => id)})`)
	const entryOf = new Map(entries.map((entry) => [entry.id, entryView(entry)]))
	const rows = found.flatMap(({ id, municipalityCode }) => {
		const entry = entryOf.get(id)
		return entry ? [{ ...entry, municipalityCode, number: before.get(id) ?? 0 }] : []
	})
	return { rows, ...pages }
}

/** Numbers each entry within its municipality's schedule, so that its number depends on neither a search nor a page. */
async function numbersOf(periodId: string): Promise<Map<string, number>> {
	const all = await prisma.application.findMany({
		where: { state: { in: PUBLISHED }, schedule: { periodId, state: { in: APPROVED } } },
		orderBy: [{ fullName: "asc" }, { id: "asc" }],
		select: { id: true, municipalityCode: true },
	})
	const counts = new Map<string, number>()
	return new Map(
		all.map(({ id, municipalityCode }) => {
			const number = (counts.get(municipalityCode) ?? 0) + 1
			counts.set(municipalityCode, number)
			return [id, number]
		}),
	)
}

async function readHeads(periodId: string, codes: readonly string[]) {
	const found = await prisma.schedule.findMany({
		where: { periodId, state: { in: APPROVED }, municipalityCode: { in: [...codes] } },
		orderBy: { municipality: { sortOrder: "asc" } },
		select: {
			municipalityCode: true,
			orderNumber: true,
			orderDate: true,
			municipalityName: true,
			municipality: { select: { name: true } },
		},
	})
	return Promise.all(
		found.map(async ({ municipalityCode, municipalityName, municipality, orderNumber, orderDate }) => {
			const person = await coordinatorOf(municipalityCode)
			return {
				municipalityCode,
				municipality: municipalityName || municipality.name,
				order: orderNumber && orderDate ? `распоряжением от ${longDate(orderDate)} № ${orderNumber}` : "",
				coordinator: person ? { name: initials(person), workPhone: publishedPhone(person) } : null,
			}
		}),
	)
}
