import { Prisma, prisma, rowsOf } from "#app/db/client.server.ts"

export interface PlaceInList {
	/** Counted from 1; null if the list does not have it. */
	place: number | null
	total: number
	previous: string | null
	next: string | null
	/** Where to go when this one is done: the next one, and after the last one the first. Null if there is no other. */
	onward: string | null
}

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
	const own = Prisma.sql`(SELECT ${columns} FROM ${from} WHERE ${id} = ${of})`
	const [found] = await rowsOf<
		Omit<PlaceInList, "place" | "onward"> & { place: number; first: string | null }
	>(
		prisma,
		Prisma.sql`
		SELECT (SELECT count(*)::int FROM ${from} WHERE ${where}) AS "total",
			(SELECT count(*)::int FROM ${from} WHERE ${where} AND ROW(${columns}) <= ${own}
				AND EXISTS (SELECT 1 FROM ${from} WHERE ${where} AND ${id} = ${of})) AS "place",
			(SELECT ${id} FROM ${from} WHERE ${where} AND ${id} <> ${of} ORDER BY ${columns} LIMIT 1) AS "first",
			(SELECT ${id} FROM ${from} WHERE ${where} AND ROW(${columns}) < ${own} ORDER BY ${backwards} LIMIT 1) AS "previous",
			(SELECT ${id} FROM ${from} WHERE ${where} AND ROW(${columns}) > ${own} ORDER BY ${columns} LIMIT 1) AS "next"`,
	)
	const { total = 0, place = 0, first = null, previous = null, next = null } = found ?? {}
	return { place: place || null, total, previous, next, onward: next ?? first }
}
