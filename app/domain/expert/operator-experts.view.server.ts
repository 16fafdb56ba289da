import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { countUpTo, pageOfList } from "#app/db/paging.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import type { Post } from "#app/documents/fill.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { pageOf } from "#app/utils/address.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period, periodsOfSchoolYear, schoolYearOf } from "#machines/calendar.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { sortIn } from "../list/list.ts"
import { type BesideName, orderByName } from "../list/order-sql.server.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { fullNameOf, nameLine, postFrom, postLine } from "../person/post.ts"
import { type ExpertRow, expertColumns } from "./expert-columns.sql.server.ts"
import { EXPERT } from "./expert-facts.server.ts"
import { loadsOfExperts } from "./load-counts.server.ts"

/** Approved but without a conclusion: only then can an operator replace an expert. */
const REPLACEABLE = statesTagged(applicationLifecycle, "awaitsConclusion")

const PAGE_SIZE = 50

export interface ExpertsQuery {
	schoolYear: string
	municipality: string
	/** Words of a name: of those on the roster, and of those who can be added. */
	q: string
	/** A column to sort the roster by, with `-` in front for the reverse order. */
	sort: string
	/** Of the roster. */
	page: number
}

/** The roster that an address asks for. */
export const expertsQuery = (search: URLSearchParams): ExpertsQuery => ({
	schoolYear: search.get("year") ?? "",
	municipality: search.get("municipality") ?? "",
	q: (search.get("q") ?? "").trim().slice(0, 100),
	sort: search.get("sort") ?? "",
	page: pageOf(search),
})

/** The roster of a school year in one municipality, who can be added to it, and which seats need a replacement. */
export async function viewExperts({
	actor,
	query,
	now,
}: {
	actor: Actor
	query: Partial<ExpertsQuery>
	now: Date
}) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [municipalities, known] = await Promise.all([
		listMunicipalities(),
		prisma.rosterEntry.groupBy({ by: ["schoolYear"] }),
	])
	const years = yearsOf(
		civilDate(now),
		known.map(({ schoolYear }) => schoolYear),
	)
	const schoolYear = years.find((year) => year === query.schoolYear) ?? schoolYearOf(civilDate(now))
	const municipality =
		municipalities.find(({ value }) => value === query.municipality) ?? municipalities.at(0) ?? null
	const code = municipality?.value ?? ""
	const q = query.q ?? ""
	const [{ rows: roster, ...pages }, others, toReplace] = await Promise.all([
		rosterOf({ municipalityCode: code, schoolYear, q, sort: query.sort ?? "", page: query.page ?? 1 }),
		othersOf(code, schoolYear, q),
		replacementsAsked(),
	])
	return {
		query: { schoolYear, municipality: code, q },
		pages,
		municipalityName: municipality?.label ?? "",
		years: years.map((year) => ({ value: year, label: year })),
		municipalities,
		roster,
		...others,
		toReplace,
	}
}
export type ExpertsView = Awaited<ReturnType<typeof viewExperts>>

function yearsOf(today: string, known: readonly string[]): string[] {
	const first = Number(schoolYearOf(today).slice(0, 4))
	const near = [0, 1].map((ahead) => `${first + ahead}/${first + ahead + 1}`)
	return [...new Set([...near, ...known])].sort().reverse()
}

const BY_NAME = [Prisma.sql`r."searchName"`, Prisma.sql`r."id"`]

async function rosterOf({
	municipalityCode,
	schoolYear,
	q,
	sort,
	page,
}: {
	municipalityCode: string
	schoolYear: string
	q: string
	sort: string
	page: number
}) {
	const listed = Prisma.sql`r."municipalityCode" = ${municipalityCode} AND r."schoolYear" = ${schoolYear} AND ${namedSql("r", q)}`
	const periods = periodsOfSchoolYear(schoolYear).map(({ id }) => id)
	const schedules = Prisma.sql`ARRAY(SELECT s."id" FROM "Schedule" s
		WHERE s."municipalityCode" = ${municipalityCode} AND s."periodId" = ANY (${periods}))`
	const sorted: BesideName<"roster"> = {
		order: Prisma.sql`nullif(r."order", '') COLLATE "ru-x-icu"`,
		load: Prisma.sql`"load"`,
	}
	// Everybody's load is summed up at once to sort by it. Otherwise it is looked up for the page, like what is shown beside the
	// names, and not for those that it skips.
	const byLoad = sortIn(sort, ["load"]) !== null
	const entriesIn = byLoad
		? Prisma.sql`SELECT r."id", coalesce(l."load", 0) AS "load" FROM "RosterEntry" r
			LEFT JOIN ${loadsOfExperts("work", schedules)} l ON l."expertId" = r."expertId" WHERE ${listed}`
		: Prisma.sql`SELECT r."id" FROM "RosterEntry" r WHERE ${listed}`
	const load = byLoad
		? Prisma.sql`"part"."load"`
		: Prisma.sql`(SELECT coalesce(sum(c."work"), 0)::int FROM "LoadCount" c
			WHERE c."scheduleId" = ANY (${schedules}) AND c."expertId" = r."expertId")`
	const { order, fromEnd } = orderByName(sorted, sort, BY_NAME)
	const read = ({ skip, take }: { skip: number; take: number }, by: Prisma.Sql) =>
		rowsOf<ExpertRow & { id: string; order: string; load: number }>(
			prisma,
			Prisma.sql`SELECT r."id", r."order", ${expertColumns(municipalityCode)}, ${load} AS "load"
				FROM (${entriesIn} ORDER BY ${by} LIMIT ${take} OFFSET ${skip}) AS "part"
				JOIN "RosterEntry" r ON r."id" = "part"."id" JOIN "Person" p ON p."id" = r."expertId" ORDER BY ${by}`,
		)
	const { rows: entries, ...pages } = await pageOfList({
		page,
		pageSize: PAGE_SIZE,
		count: (most) => countUpTo(most, Prisma.sql`"RosterEntry" r WHERE ${listed}`),
		load: (part) => read(part, order),
		loadFromEnd: fromEnd && ((part) => read(part, fromEnd)),
	})
	const rows = entries.map(({ id, order, load, blockedAt, ...expert }) => ({
		id,
		name: fullNameOf(expert),
		post: postOf(expert),
		/** The roster keeps the name, but the person can no longer be chosen. */
		gone: !expert.engagement || blockedAt !== null,
		order,
		load,
	}))
	return { ...pages, rows }
}

/** Experts of a municipality who are not on its roster. */
export async function othersOf(municipalityCode: string, schoolYear: string, q: string) {
	const people = await rowsOf<ExpertRow>(
		prisma,
		Prisma.sql`SELECT ${expertColumns(municipalityCode)} FROM "Person" p
			WHERE p."blockedAt" IS NULL AND ${namedSql("p", q)} AND p."id" = ANY (ARRAY(
				SELECT e."personId" FROM "Engagement" e
				WHERE e."role" = ${EXPERT} AND e."municipalityCode" = ${municipalityCode} AND e."to" IS NULL
				EXCEPT SELECT r."expertId" FROM "RosterEntry" r
				WHERE r."municipalityCode" = ${municipalityCode} AND r."schoolYear" = ${schoolYear}))
			ORDER BY p."surname", p."name", p."id" LIMIT ${PAGE_SIZE + 1}`,
	)
	const others = people.map((person) => ({
		value: person.expertId,
		label: fullNameOf(person),
		note: postOf(person),
	}))
	// There may be more than are shown: a search finds them.
	return { others: others.slice(0, PAGE_SIZE), moreOthers: others.length > PAGE_SIZE }
}

const postOf = ({
	engagement,
	...name
}: Pick<ExpertRow, "surname" | "name" | "patronymic" | "engagement">) =>
	engagement ? postLine(postFrom(name, engagement)) : ""

/** Few: those who were experts and are no more, or whose access was ended. */
const expertsWhoLeft = Prisma.sql`SELECT p."id" FROM "Person" p WHERE EXISTS
		(SELECT 1 FROM "Engagement" e WHERE e."personId" = p."id" AND e."role" = ${EXPERT} AND e."to" IS NOT NULL)
	AND NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."personId" = p."id" AND e."role" = ${EXPERT} AND e."to" IS NULL)
	UNION SELECT p."id" FROM "Person" p JOIN "Engagement" e ON e."personId" = p."id" AND e."role" = ${EXPERT}
	WHERE p."blockedAt" IS NOT NULL`

interface AskedSeat {
	id: string
	seat: number
	post: Post
	declinedAt: Date | null
	declineReason: string | null
	fullName: string
	shortName: string
	periodId: string | null
}

/** Seats of experts who answered «Не могу» or whose role has ended, by period and then by the teacher's name. */
async function replacementsAsked() {
	const seats = await rowsOf<AskedSeat>(
		prisma,
		Prisma.sql`
		SELECT a."id", t."seat", t."post", t."declinedAt", t."declineReason", a."fullName", m."shortName", s."periodId"
		FROM "Seat" t JOIN "Application" a ON a."id" = t."applicationId" AND a."state" = ANY (${REPLACEABLE})
		JOIN "Municipality" m ON m."code" = a."municipalityCode" LEFT JOIN "Schedule" s ON s."id" = a."scheduleId"
		WHERE t."declinedAt" IS NOT NULL OR t."expertId" = ANY (ARRAY(${expertsWhoLeft}))
		ORDER BY s."periodId", a."fullName", t."seat" LIMIT 200`,
	)
	return seats.map(({ id, seat, post, declinedAt, declineReason, fullName, shortName, periodId }) => ({
		id: `${id}-${seat}`,
		to: `${paths.operatorApplication(id)}#expert`,
		teacher: fullName,
		municipality: shortName,
		period: periodId ? period(periodId).label : "",
		expert: nameLine(post),
		reason: declinedAt
			? `«Не могу» ${shortDate(civilDate(declinedAt))}: ${declineReason ?? "причина не указана"}`
			: "Больше не работает специалистом по аттестации",
	}))
}
