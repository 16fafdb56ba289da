import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { countUpTo, pageOfList } from "#app/db/paging.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { paths } from "#app/utils/paths.ts"
import { period } from "#machines/calendar.ts"
import { sortIn } from "../list/list.ts"
import { type BesideName, orderByName } from "../list/order-sql.server.ts"
import { type EngagementParts, fullNameOf, postFrom, postLine } from "../person/post.ts"
import { CONTRACT_STATUSES, contractColumn } from "./contract-status.ts"
import { EXPERT } from "./expert-facts.server.ts"
import {
	type HalfYear,
	halfYearAfter,
	halfYearBefore,
	halfYearKey,
	halfYearLabel,
	halfYearOf,
	rosterYearOf,
} from "./half-year.ts"
import { loadsOfExperts } from "./load-counts.server.ts"
import { loadsByPeriod, schedulesIn } from "./loads-by-period.server.ts"
import { othersOf } from "./operator-experts.view.server.ts"

const PAGE_SIZE = 50

/** The list that an address asks for. */
export const municipalityExpertsQuery = (search: URLSearchParams) => ({
	half: search.get("half"),
	q: (search.get("q") ?? "").trim().slice(0, 100),
	sort: search.get("sort") ?? "",
	page: pageOf(search),
})

/**
 * The experts of a municipality in one half-year: whether they are on the roster, how many teachers they have in each
 * period, and their contract.
 */
export async function viewMunicipalityExperts({
	municipalityCode,
	half: asked,
	q = "",
	sort = "",
	page = 1,
	now,
}: {
	municipalityCode: string
	half: string | null
	/** Words of a name. */
	q?: string
	/** A column to sort by, with `-` in front for the reverse order. */
	sort?: string
	page?: number
	now: Date
}) {
	const half = halfYearOf(asked, now)
	const schoolYear = rosterYearOf(half)
	const left = Prisma.sql`e."to" IS NOT NULL OR e."personId" IN (SELECT q."id" FROM "Person" q WHERE q."blockedAt" IS NOT NULL)`
	// Experts who have left are still paid for the work they did. They are few, so their seats are looked up one by one,
	// while EXISTS may be planned as a look at everybody's.
	const worked = Prisma.sql`(SELECT TRUE FROM "Seat" t WHERE t."expertId" = e."personId"
		AND t."countedIn" = ANY (${schedulesIn(municipalityCode, half)}) LIMIT 1) IS NOT NULL`
	// An expert of two subjects is listed once.
	const experts = Prisma.sql`"Engagement" e WHERE e."role" = ${EXPERT} AND e."municipalityCode" = ${municipalityCode}
		AND ${namedSql("e", q)} AND CASE WHEN ${left} THEN ${worked} ELSE TRUE END GROUP BY e."searchName", e."personId"`
	const found = Prisma.sql`SELECT e."personId", e."searchName" FROM ${experts}`
	// Everybody's load is summed up at once, and only to sort by it.
	const beside = sortIn(sort, ["load"])
		? Prisma.sql`SELECT e.*, coalesce(l."load", 0) AS "load" FROM (${found}) e
			LEFT JOIN ${loadsOfExperts("counted", schedulesIn(municipalityCode, half))} l ON l."expertId" = e."personId"`
		: found
	const { order, fromEnd } = orderByName(sortedIn(municipalityCode, half), sort, BY_NAME)
	const load = ({ skip, take }: { skip: number; take: number }, by: Prisma.Sql) =>
		rowsOf<FoundExpert>(
			prisma,
			Prisma.sql`
			SELECT p."id", p."surname", p."name", p."patronymic", p."blockedAt",
				(SELECT to_jsonb(e) || jsonb_build_object('position', to_jsonb(t), 'organisation', to_jsonb(o), 'subject', to_jsonb(s))
					FROM "Engagement" e LEFT JOIN "Position" t ON t."code" = e."positionCode"
					LEFT JOIN "Organisation" o ON o."id" = e."organisationId" LEFT JOIN "Subject" s ON s."id" = e."subjectId"
					WHERE e."personId" = p."id" AND e."role" = ${EXPERT} AND e."municipalityCode" = ${municipalityCode}
					ORDER BY e."to" DESC NULLS FIRST, e."from" DESC LIMIT 1) AS "engagement",
				(SELECT to_jsonb(r) FROM "RosterEntry" r WHERE r."expertId" = p."id"
					AND r."municipalityCode" = ${municipalityCode} AND r."schoolYear" = ${schoolYear}) AS "entry"
			FROM (${beside} ORDER BY ${by} LIMIT ${take} OFFSET ${skip}) e
			JOIN "Person" p ON p."id" = e."personId" ORDER BY ${by}`,
		)
	const { rows: people, ...pages } = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (most) => countUpTo(most, Prisma.sql`${experts}`),
		load: (part) => load(part, order),
		loadFromEnd: fromEnd && ((part) => load(part, fromEnd)),
	})
	const [loads, others] = await Promise.all([
		loadsByPeriod(
			people.map(({ id }) => id),
			municipalityCode,
			half,
		),
		othersOf(municipalityCode, schoolYear, q),
	])
	return {
		...pages,
		half: halfYearKey(half),
		halfLabel: halfYearLabel(half),
		halves: halvesAround(half, halfYearOf(null, now)),
		schoolYear,
		// Those who can be put on the roster, found by the same search.
		...others,
		rows: people.map(({ id, blockedAt, engagement, entry, ...name }) => ({
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

const BY_NAME = [Prisma.sql`e."searchName"`, Prisma.sql`e."personId"`]

/** The columns beside the name by which the list can be sorted, of an engagement `e`. Who is not on the roster has neither order nor contract. */
function sortedIn(municipalityCode: string, half: HalfYear): BesideName<"experts"> {
	const ofEntry = (
		column: Prisma.Sql,
	) => Prisma.sql`(SELECT ${column} FROM "RosterEntry" r WHERE r."expertId" = e."personId"
		AND r."municipalityCode" = ${municipalityCode} AND r."schoolYear" = ${rosterYearOf(half)})`
	const contract = Prisma.raw(`r."${contractColumn(half)}"`)
	const statuses = CONTRACT_STATUSES.map(({ value }) => value)
	return {
		roster: Prisma.sql`${ofEntry(Prisma.sql`r."order"`)} COLLATE "ru-x-icu"`,
		load: Prisma.sql`"load"`,
		contract: ofEntry(
			Prisma.sql`array_position(${statuses}, coalesce(nullif(${contract}, ''), ${CONTRACT_STATUSES[0].value}))`,
		),
	}
}

interface FoundExpert {
	id: string
	surname: string
	name: string
	patronymic: string
	blockedAt: Date | null
	/** The present post as an expert of the municipality, or the last one. */
	engagement: (EngagementParts & { to: string | null }) | null
	entry: { id: string; order: string; autumnContract: string; springContract: string } | null
}

export type MunicipalityExpertsView = Awaited<ReturnType<typeof viewMunicipalityExperts>>

/** The half-year that is shown, the current one and its neighbours, latest first. */
function halvesAround(shown: HalfYear, present: HalfYear) {
	const near = [halfYearAfter(present), present, halfYearBefore(present), shown]
	const byKey = new Map(near.map((one) => [halfYearKey(one), halfYearLabel(one)]))
	return [...byKey].sort(([a], [b]) => b.localeCompare(a)).map(([value, label]) => ({ value, label }))
}
