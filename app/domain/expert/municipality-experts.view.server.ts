import { prisma } from "#app/db/client.server.ts"
import { pageOfList } from "#app/db/paging.server.ts"
import { named } from "#app/db/search.server.ts"
import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { fullNameOf, NAME_SELECT, POST_SELECT, postFrom, postLine } from "../person/post.ts"
import { PUBLISHED } from "../schedule/schedule.document.server.ts"
import { contractColumn } from "./contract-status.ts"
import { EXPERT } from "./expert-facts.server.ts"
import {
	type HalfYear,
	halfYearAfter,
	halfYearBefore,
	halfYearKey,
	halfYearLabel,
	halfYearOf,
	periodsOf,
	rosterYearOf,
} from "./half-year.ts"
import { loadsByPeriod } from "./loads-by-period.server.ts"
import { othersOf } from "./operator-experts.view.server.ts"

const PAGE_SIZE = 50
/** Contracts pay for approved schedules only, but seats in other schedules are work too. */
const ASSIGNED = [...statesTagged(applicationLifecycle, "unapproved"), ...PUBLISHED]

/**
 * The experts of a municipality in one half-year: whether they are on the roster, how many teachers they have in each
 * period, and their contract.
 */
export async function viewMunicipalityExperts({
	municipalityCode,
	half: asked,
	q = "",
	page = 1,
	now,
}: {
	municipalityCode: string
	half: string | null
	/** Words of a name. */
	q?: string
	page?: number
	now: Date
}) {
	const half = halfYearOf(asked, now)
	const schoolYear = rosterYearOf(half)
	const inHalf = { municipalityCode, state: { in: ASSIGNED }, schedule: { periodId: periodsOf(half) } }
	const where = {
		...named(q),
		engagements: { some: { role: EXPERT, municipalityCode } },
		OR: [
			{ blockedAt: null, engagements: { some: { role: EXPERT, municipalityCode, to: null } } },
			// Experts who have left are still paid for the work they did.
			{ seats: { some: { application: inHalf } } },
		],
	}
	const { rows: people, ...pages } = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (take) => prisma.person.count({ where, take }),
		load: (part) =>
			prisma.person.findMany({
				where,
				orderBy: [{ surname: "asc" }, { name: "asc" }, { id: "asc" }],
				...part,
				select: {
					...NAME_SELECT,
					id: true,
					blockedAt: true,
					engagements: {
						where: { role: EXPERT, municipalityCode },
						orderBy: [{ to: { sort: "desc", nulls: "first" } }, { from: "desc" }],
						take: 1,
						select: { ...POST_SELECT, to: true },
					},
					roster: {
						where: { municipalityCode, schoolYear },
						select: { id: true, order: true, autumnContract: true, springContract: true },
					},
				},
			}),
	})
	const { gte, lte } = periodsOf(half)
	const [allLoads, others] = await Promise.all([
		loadsByPeriod(
			people.map(({ id }) => id),
			municipalityCode,
			ASSIGNED,
		),
		othersOf(municipalityCode, schoolYear, q),
	])
	const loads = allLoads.filter(({ periodId }) => periodId >= gte && periodId <= lte)
	return {
		...pages,
		half: halfYearKey(half),
		halfLabel: halfYearLabel(half),
		halves: halvesAround(half, halfYearOf(null, now)),
		schoolYear,
		// Those who can be put on the roster, found by the same search.
		...others,
		rows: people.map(({ id, blockedAt, engagements: [engagement], roster: [entry], ...name }) => ({
			id,
			name: fullNameOf(name),
			post: engagement ? postLine(postFrom(name, engagement)) : "",
			gone: blockedAt !== null || engagement?.to !== null,
			/** Null if the expert is not on the roster. */
			entryId: entry?.id ?? null,
			order: entry?.order ?? "",
			/** How far the contract of this half-year has come. */
			contractStatus: entry?.[contractColumn(half)] || "none",
			loads: loads
				.filter(({ expertId }) => expertId === id)
				.map(({ periodId, count }) => ({ id: periodId, period: period(periodId).label, count })),
			contract: paths.expertContract(id, halfYearKey(half)),
		})),
	}
}
export type MunicipalityExpertsView = Awaited<ReturnType<typeof viewMunicipalityExperts>>

/** The half-year that is shown, the current one and its neighbours, latest first. */
function halvesAround(shown: HalfYear, present: HalfYear) {
	const near = [halfYearAfter(present), present, halfYearBefore(present), shown]
	const byKey = new Map(near.map((one) => [halfYearKey(one), halfYearLabel(one)]))
	return [...byKey].sort(([a], [b]) => b.localeCompare(a)).map(([value, label]) => ({ value, label }))
}
