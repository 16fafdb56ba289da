import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { COUNTED, pageOfList } from "#app/db/paging.server.ts"
import { namedSql } from "#app/db/search.server.ts"
import { deadAmong } from "#app/letters/dead-address.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime, searchWords } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { sortIn } from "../../list/list.ts"
import { fullNameOf } from "../../person/post.ts"

/** The columns by which the list can be sorted. */
const SORTED = ["name", "organisation", "email", "formed"] as const

const DRAFTS = statesTagged(applicationLifecycle, "draft")
const FORMED = DRAFTS.filter((state) => isTagged(applicationLifecycle, state, "formed"))

const PAGE_SIZE = 50

export interface NotSubmittedQuery {
	q: string
	/** «Сформировал заявление»: yes, no or both. */
	formed: "" | "yes" | "no"
	/** A column to sort by, with `-` in front for the reverse order. Empty sorts by name. */
	sort?: string
	page: number
}

/** The filters as the address writes them. */
export function notSubmittedQuery(query: URLSearchParams): NotSubmittedQuery {
	const formed = query.get("formed")
	return {
		q: (query.get("q") ?? "").trim().slice(0, 200),
		formed: formed === "yes" || formed === "no" ? formed : "",
		sort: (query.get("sort") ?? "").slice(0, 40),
		page: pageOf(query),
	}
}

/**
 * «Педагогические работники не подавшие заявление»: teachers of the municipality who never submitted an application, or
 * whose current one is a draft.
 */
export async function viewNotSubmitted({
	municipalityCode,
	query,
}: {
	municipalityCode: string
	query: NotSubmittedQuery
}) {
	const isSearched = searchWords(query.q).length > 0
	const own = awaitedIn(municipalityCode)
	const named = isSearched
		? Prisma.sql`${own} t JOIN "Person" p ON p."id" = t."id" WHERE ${namedSql("p", query.q)}`
		: Prisma.sql`${own} t ${personOf(Prisma.sql`t."id"`)} WHERE TRUE`
	/** Nobody's name is needed to count everybody. */
	const those = isSearched ? named : Prisma.sql`${own} p WHERE TRUE`
	const formed = Prisma.sql`EXISTS (SELECT 1 FROM "Application" f WHERE f."teacherId" = p."id" AND f."state" = ANY (${FORMED}))`
	const wanted =
		query.formed === "" ? Prisma.sql`TRUE` : query.formed === "yes" ? formed : Prisma.sql`NOT ${formed}`
	const load = (part: { skip: number; take: number }, backwards: boolean) => {
		const asked = sortIn(query.sort ?? "", SORTED)
		const order = orderOf(asked, { formed, backwards })
		const among =
			asked?.by === "organisation"
				? Prisma.sql`${withOrganisations(municipalityCode)} p WHERE ${namedSql("p", query.q)}`
				: named
		return rowsOf<NotSubmitted>(
			prisma,
			// What the page shows beside the names is looked up for its rows, and not for those that it skips.
			Prisma.sql`SELECT p."id", p."surname", p."name", p."patronymic", p."email", p."mobilePhone", p."createdAt",
					(${workplaces(municipalityCode)}) AS "organisation", ${formed} AS "formed"
				FROM (SELECT p."id", row_number() OVER (ORDER BY ${order}) AS "place"
					FROM ${among} AND ${wanted} ORDER BY ${order} LIMIT ${part.take} OFFSET ${part.skip}) AS "part"
				JOIN "Person" p ON p."id" = "part"."id" ORDER BY "part"."place"`,
		)
	}
	// One count answers both for the figures and for the list. Only beyond its limit a filter is counted by itself.
	const counted = await countBoth(those, formed)
	const figures = { all: Math.min(counted.all, COUNTED), formed: counted.formed }
	const totals = { "": counted.all, yes: counted.formed, no: counted.all - counted.formed }
	const { rows: people, ...pages } = await pageOfList({
		page: query.page,
		pageSize: PAGE_SIZE,
		count: async (most) =>
			query.formed !== "" && counted.all > COUNTED
				? (await countBoth(Prisma.sql`${those} AND ${wanted}`, Prisma.sql`FALSE`, most)).all
				: totals[query.formed],
		load: (part) => load(part, false),
		loadFromEnd: (part) => load(part, true),
	})
	notePeople(people.map(({ id }) => id))
	const dead = await deadAmong(
		prisma,
		people.map(({ email }) => email),
	)
	return {
		...pages,
		rows: people.map((person) => ({
			id: person.id,
			fullName: fullNameOf(person),
			organisation: person.organisation ?? "",
			phone: person.mobilePhone,
			email: person.email,
			registeredAt: longDateTime(person.createdAt),
			formed: person.formed,
			isDead: dead.has(person.email),
		})),
		figures,
	}
}

interface NotSubmitted {
	id: string
	surname: string
	name: string
	patronymic: string
	email: string
	mobilePhone: string
	createdAt: Date
	organisation: string | null
	formed: boolean
}

/** Where a teacher `p` works in the municipality. */
const workplaces = (municipalityCode: string) => Prisma.sql`
	SELECT string_agg(DISTINCT o."name", ', ') FROM "Engagement" e JOIN "Organisation" o ON o."id" = e."organisationId"
	WHERE e."personId" = p."id" AND e."role" = 'teacher' AND e."to" IS NULL AND e."municipalityCode" = ${municipalityCode}`

/** The ids of teachers of the municipality who never submitted an application, or whose current one is a draft. */
const awaitedIn = (
	municipalityCode: string,
) => Prisma.sql`(SELECT DISTINCT e."personId" AS "id" FROM "Engagement" e
	WHERE e."awaited" AND e."municipalityCode" = ${municipalityCode})`

/** How many there are, and how many of them have formed an application. Counted up to the limit of every list. */
async function countBoth(those: Prisma.Sql, formed: Prisma.Sql, most = COUNTED + 1) {
	const [counted] = await rowsOf<{ all: number; formed: number }>(
		prisma,
		Prisma.sql`SELECT count(*)::int AS "all", count(*) FILTER (WHERE "formed")::int AS "formed"
			FROM (SELECT ${formed} AS "formed" FROM ${those} LIMIT ${most}) AS "part"`,
	)
	return counted ?? { all: 0, formed: 0 }
}

/** A person `p` beside each row. PostgreSQL would rather read everybody in the region; LIMIT makes it look up each. */
const personOf = (id: Prisma.Sql) =>
	Prisma.sql`CROSS JOIN LATERAL (SELECT * FROM "Person" WHERE "id" = ${id} LIMIT 1) p`

/** The same people with their workplaces in the municipality, so that they can be sorted by them. */
const withOrganisations = (municipalityCode: string) => Prisma.sql`(
	SELECT w."id", p."searchName", w."organisation" FROM (
		SELECT e."personId" AS "id", string_agg(DISTINCT o."name", ', ') AS "organisation"
		FROM "Engagement" e LEFT JOIN "Organisation" o ON o."id" = e."organisationId"
		WHERE e."awaited" AND e."municipalityCode" = ${municipalityCode} GROUP BY 1) w ${personOf(Prisma.sql`w."id"`)})`

function orderOf(
	asked: ReturnType<typeof sortIn<(typeof SORTED)[number]>>,
	{ formed, backwards }: { formed: Prisma.Sql; backwards: boolean },
): Prisma.Sql {
	const wayOf = (ascending: boolean) => (ascending === backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`)
	const byName = Prisma.sql`p."searchName" ${wayOf(true)}, p."id" ${wayOf(true)}`
	if (!asked) return byName
	const column = {
		name: Prisma.sql`p."searchName"`,
		organisation: Prisma.sql`p."organisation" COLLATE "ru-x-icu"`,
		email: Prisma.sql`p."email"`,
		formed,
	}[asked.by]
	return Prisma.sql`${column} ${wayOf(asked.direction === "asc")}, ${byName}`
}

export type NotSubmittedView = Awaited<ReturnType<typeof viewNotSubmitted>>
