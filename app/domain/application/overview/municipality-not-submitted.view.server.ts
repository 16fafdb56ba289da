import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"
import { COUNTED, pageOfList } from "#app/db/paging.server.ts"
import { deadAmong } from "#app/letters/dead-address.server.ts"
import { pageOf } from "#app/utils/address.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { sortIn } from "../../list/list.ts"
import { SORTED_COLUMNS, type SortedColumn } from "../../list/sorted-columns.ts"
import { fullNameOf } from "../../person/post.ts"
import { peopleAskedForSql } from "./asked-for.server.ts"

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
 * whose current one is a draft. Triggers keep the list (`app/domain/notice/awaited-teachers.server.ts`).
 */
export async function viewNotSubmitted({
	municipalityCode,
	query,
}: {
	municipalityCode: string
	query: NotSubmittedQuery
}) {
	const those = Prisma.sql`"AwaitedTeacher" t
		WHERE t."municipalityCode" = ${municipalityCode} AND ${await peopleAskedForSql("t", Prisma.sql`t."personId"`, query.q)}`
	const wanted = query.formed === "" ? Prisma.sql`TRUE` : Prisma.sql`t."formed" = ${query.formed === "yes"}`
	const load = (part: { skip: number; take: number }, backwards: boolean) => {
		const order = orderOf(sortIn(query.sort ?? "", SORTED_COLUMNS.notSubmitted), backwards)
		return rowsOf<NotSubmitted>(
			prisma,
			// The other columns are looked up only for the rows of the page, and not for the rows that it skips.
			Prisma.sql`SELECT p."id", p."surname", p."name", p."patronymic", t."email", t."phone", t."registeredAt",
					t."organisation", t."formed"
				FROM (SELECT t.* FROM ${those} AND ${wanted} ORDER BY ${order} LIMIT ${part.take} OFFSET ${part.skip}) AS t
				JOIN "Person" p ON p."id" = t."personId" ORDER BY ${order}`,
		)
	}
	// One count answers both for the figures and for the list. Only beyond its limit a filter is counted by itself.
	const counted = await countBoth(those)
	const figures = { all: Math.min(counted.all, COUNTED), formed: counted.formed }
	const totals = { "": counted.all, yes: counted.formed, no: counted.all - counted.formed }
	const { rows: people, ...pages } = await pageOfList({
		page: query.page,
		pageSize: PAGE_SIZE,
		count: async (most) =>
			query.formed !== "" && counted.all > COUNTED
				? (await countBoth(Prisma.sql`${those} AND ${wanted}`, most)).all
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
			organisation: person.organisation,
			phone: person.phone,
			email: person.email,
			registeredAt: longDateTime(person.registeredAt),
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
	phone: string
	registeredAt: Date
	organisation: string
	formed: boolean
}

/** How many there are, and how many of them have formed an application. Counted up to the limit of every list. */
async function countBoth(those: Prisma.Sql, most = COUNTED + 1) {
	const [counted] = await rowsOf<{ all: number; formed: number }>(
		prisma,
		Prisma.sql`SELECT count(*)::int AS "all", count(*) FILTER (WHERE "formed")::int AS "formed"
			FROM (SELECT t."formed" FROM ${those} LIMIT ${most}) AS "part"`,
	)
	return counted ?? { all: 0, formed: 0 }
}

/** Each order of the columns has an index, or needs nothing beside the rows of one municipality. */
function orderOf(
	asked: ReturnType<typeof sortIn<SortedColumn<"notSubmitted">>>,
	backwards: boolean,
): Prisma.Sql {
	const wayOf = (ascending: boolean) => (ascending === backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`)
	const byName = Prisma.sql`t."searchName" ${wayOf(true)}, t."personId" ${wayOf(true)}`
	if (!asked) return byName
	const column = {
		name: Prisma.sql`t."searchName"`,
		organisation: Prisma.sql`t."organisation" COLLATE "ru-x-icu"`,
		phone: Prisma.sql`t."phone"`,
		email: Prisma.sql`t."email"`,
		registered: Prisma.sql`t."registeredAt"`,
		formed: Prisma.sql`t."formed"`,
	}[asked.by]
	return Prisma.sql`${column} ${wayOf(asked.direction === "asc")}, ${byName}`
}

export type NotSubmittedView = Awaited<ReturnType<typeof viewNotSubmitted>>
