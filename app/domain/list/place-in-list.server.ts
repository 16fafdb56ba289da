import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"

export interface PlaceInList {
	/** Counted from 1; null if the list does not have it, or is so long that nobody counts. */
	place: number | null
	/** Exact up to `MOST_COUNTED`. */
	total: number
	previous: string | null
	next: string | null
	/** Where to go when this one is done: the next one, and after the last one the first. Null if there is no other. */
	onward: string | null
}

/** In a longer list a place says nothing, and counting it would take longer the further a person comes. */
const MOST_COUNTED = 1_000

interface ListOfRows {
	/** The tables and their short names, `"Application" a`. */
	from: Prisma.Sql
	where: Prisma.Sql
	/** The column of the id. */
	id: Prisma.Sql
	/** The columns by which the list is sorted, ascending. No two rows are equal in all of them. */
	key: readonly Prisma.Sql[]
}

/**
 * The place of a row in a list, and its neighbours. A row that has left the list has neighbours too, so that a person can
 * continue from there. Keys are compared and not counted, so an index finds the neighbours, however long the list is.
 */
export async function placeInList({ from, where, id, key }: ListOfRows, of: string): Promise<PlaceInList> {
	const columns = Prisma.join([...key])
	const backwards = Prisma.join(key.map((column) => Prisma.sql`${column} DESC`))
	// The key of the row is joined and not selected within the comparison, so that an index can look for it.
	const names = key.map((_, index) => Prisma.raw(`k${index}`))
	const own = Prisma.sql`ROW(${Prisma.join(names.map((name) => Prisma.sql`own.${name}`))})`
	const among = Prisma.sql`FROM ${from} WHERE ${where}`
	const [found] = await rowsOf<
		Omit<PlaceInList, "place" | "onward"> & { place: number; first: string | null }
	>(
		prisma,
		Prisma.sql`
		WITH own AS (SELECT ${Prisma.join(key.map((column, index) => Prisma.sql`${column} AS ${names[index]}`))} FROM ${from} WHERE ${id} = ${of})
		SELECT (SELECT count(*)::int FROM (SELECT 1 ${among} LIMIT ${MOST_COUNTED + 1}) AS "part") AS "total",
			(SELECT count(*)::int FROM (SELECT 1 ${among} AND ROW(${columns}) <= ${own}
				AND EXISTS (SELECT 1 ${among} AND ${id} = ${of}) LIMIT ${MOST_COUNTED + 1}) AS "part") AS "place",
			(SELECT ${id} ${among} AND ${id} <> ${of} ORDER BY ${columns} LIMIT 1) AS "first",
			(SELECT ${id} ${among} AND ROW(${columns}) < ${own} ORDER BY ${backwards} LIMIT 1) AS "previous",
			(SELECT ${id} ${among} AND ROW(${columns}) > ${own} ORDER BY ${columns} LIMIT 1) AS "next"
		FROM (SELECT 1) AS "one" LEFT JOIN own ON TRUE`,
	)
	const { total = 0, place = 0, first = null, previous = null, next = null } = found ?? {}
	return { place: total > MOST_COUNTED ? null : place || null, total, previous, next, onward: next ?? first }
}
