import { z } from "zod"
import { Prisma, prisma } from "#app/db/client.server.ts"
import type { ListPages } from "#app/db/paging.server.ts"
import { attestationFormText, categoryText } from "#app/documents/phrases.ts"
import { type Actor, municipalitiesOf } from "#app/policies/policy.ts"
import { shortDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { shortOf, statesTagged } from "#machines/lifecycle.ts"
import { plainWhere } from "../../list/kept-where.server.ts"
import {
	orderOfApplications,
	pageOfApplications,
	type SortedApplications,
} from "../../list/page-of-applications.server.ts"
import { placeInList } from "../../list/place-in-list.server.ts"
import { rowsOfApplications } from "../../list/rows-of-applications.server.ts"
import { nameLine, postLine } from "../../person/post.ts"
import { listPeriods } from "../../schedule/schedule.view.server.ts"
import { askedFor } from "../overview/asked-for.server.ts"
import { LIST_FIELDS } from "../overview/list-fields.ts"

const FOR_SCHEDULE = statesTagged(applicationLifecycle, "forSchedule")
/** How far neighbours are looked for in a list that was sorted or searched. */
const MOST_FOLLOWED = 500
/** The filter's value for applications without a period. */
export const NO_PERIOD = "none"

/** The filters of the list as its address writes them. */
export const SchedulingQuerySchema = z.object({
	/** One of the coordinator's municipalities; empty for all of them. */
	municipality: z.string().catch(""),
	period: z.string().catch(""),
	experts: z.enum(["", "0", "1", "2"]).catch(""),
	...LIST_FIELDS,
})
export type SchedulingQuery = z.infer<typeof SchedulingQuerySchema>

export interface SchedulingRow {
	id: string
	state: string
	/** «Зарегистрировано» */
	short: string
	period: string | null
	fullName: string
	currentCategory: string
	/** «02.11.2026» */
	currentEndsOn: string
	claimedCategory: string
	organisation: string
	position: string
	subject: string
	attestationForm: string
	experts: { name: string; post: string }[]
	/** The reader's own application: another coordinator assigns its period and experts. */
	own: boolean
}

export interface SchedulingView extends ListPages {
	rows: SchedulingRow[]
	query: SchedulingQuery
	/** Choices of the filter «Период аттестации»: «without a period» first, then every period that is used or still open. */
	periods: { value: string; label: string }[]
	/** The periods to which applications can still be assigned. */
	openPeriods: { value: string; label: string }[]
}

/** «Общий список педагогических работников для формирования графика»: only the general procedure. */
export async function viewScheduling({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: SchedulingQuery
	now: Date
}): Promise<SchedulingView> {
	const where = await schedulingWhere(actor, query)
	const [{ rows, ...pages }, periods] = await Promise.all([
		pageOfApplications({
			page: query.page,
			where,
			orderBy: orderOfApplications(SORTED, query.sort),
		}),
		listPeriods(chosenOf(actor, query), now),
	])
	const labels = new Map(periods.map(({ id, label }) => [id, label]))
	return {
		...pages,
		rows: (await loadRows(rows)).map((row) => rowView(row, actor)),
		query,
		periods: [
			{ value: NO_PERIOD, label: "Без назначенного периода аттестации" },
			...[...labels].map(([value, label]) => ({ value, label })),
		],
		openPeriods: periods.filter(({ open }) => open).map(({ id, label }) => ({ value: id, label })),
	}
}

/** The neighbours of an application in the filtered list. One that has left the list continues from where it was. */
export async function schedulingNeighbours(
	actor: Actor,
	query: SchedulingQuery,
	id: string,
): Promise<{ previous: string | null; next: string | null }> {
	const plain = query.sort ? null : plainWhere(await schedulingWhere(actor, query))
	if (plain) {
		// Almost every coordinator has one municipality, in which an index goes on from the name.
		const ofSeveral = chosenOf(actor, query).length === 1 ? [] : [Prisma.sql`a."municipalityCode"`]
		return placeInList(
			{
				from: Prisma.sql`"Application" a`,
				where: plain,
				id: Prisma.sql`a."id"`,
				key: [...ofSeveral, Prisma.sql`a."searchName"`, Prisma.sql`a."id"`],
			},
			id,
		)
	}
	// Among those who were searched for, or in another order. A list that nobody reads to its end is not followed to its end.
	const order = await schedulingOrder(actor, query, MOST_FOLLOWED)
	const index = order.indexOf(id)
	return { previous: order[index - 1] ?? null, next: order[index + 1] ?? null }
}

/** Ids of the filtered list in its order, for an act on all that were found. */
export async function schedulingOrder(actor: Actor, query: SchedulingQuery, most: number): Promise<string[]> {
	const found = await prisma.application.findMany({
		where: await schedulingWhere(actor, query),
		orderBy: orderOfApplications(SORTED, query.sort),
		take: most,
		select: { id: true },
	})
	return found.map(({ id }) => id)
}

/** The columns by which the list can be sorted. Rows with the same value are sorted by name. */
const SORTED: SortedApplications<"scheduling"> = {
	period: (way) => ({ schedule: { periodId: way } }),
	name: (way) => ({ searchName: way }),
	current: (way) => ({ currentCategory: way }),
	ends: (way) => ({ currentEndsOn: { sort: way, nulls: "last" } }),
	claimed: (way) => ({ claimedCategory: way }),
	organisation: (way) => ({ organisation: { name: way } }),
	position: (way) => ({ position: { nominative: way } }),
	subject: (way) => ({ subjectNominative: way }),
	form: (way) => ({ attestationForm: way }),
	experts: (way) => ({ expertCount: way }),
}

async function schedulingWhere(actor: Actor, query: SchedulingQuery): Promise<Prisma.ApplicationWhereInput> {
	return {
		municipalityCode: { in: chosenOf(actor, query) },
		state: { in: FOR_SCHEDULE },
		procedure: "general",
		...(query.period === NO_PERIOD && { scheduleId: null }),
		...(query.period && query.period !== NO_PERIOD && { schedule: { periodId: query.period } }),
		AND: [await askedFor(query.q), seatsWhere(query.experts)],
	}
}

/** The municipality that was chosen, or all municipalities of the coordinator. */
export const chosenOf = (actor: Actor, { municipality }: { municipality: string }): string[] =>
	municipalitiesOf(actor).filter((code) => municipality === "" || code === municipality)

function seatsWhere(count: SchedulingQuery["experts"]): Prisma.ApplicationWhereInput {
	return count === "" ? {} : { expertCount: Number(count) }
}

const loadRows = rowsOfApplications([
	"state",
	"fullName",
	"currentCategory",
	"currentEndsOn",
	"claimedCategory",
	"attestationForm",
	"subjectGenitive",
	"teacherId",
])()

const rowView = (row: Awaited<ReturnType<typeof loadRows>>[number], reader: Actor): SchedulingRow => ({
	id: row.id,
	state: row.state,
	short: shortOf(applicationLifecycle, row.state),
	period: row.periodId ? period(row.periodId).label : null,
	fullName: row.fullName,
	currentCategory: categoryText(row.currentCategory, "не имею"),
	currentEndsOn: row.currentEndsOn ? shortDate(row.currentEndsOn) : "",
	claimedCategory: categoryText(row.claimedCategory),
	organisation: row.organisation,
	position: row.position,
	subject: row.subjectGenitive,
	attestationForm: attestationFormText(row.attestationForm),
	experts: row.posts.map((post) => ({ name: nameLine(post), post: postLine(post) })),
	own: row.teacherId === reader.id,
})
