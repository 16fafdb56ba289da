import { pageWithin } from "#app/utils/address.ts"
import { Prisma, prisma, rowsOf } from "./client.server.ts"

/** Lists are counted exactly up to this number. People who find more use filters, because nobody reads page 201. */
export const COUNTED = 10_000

export interface ListPages {
	/** Counted from 1. A page past the end becomes the last one. */
	page: number
	pageSize: number
	/** Exact, or `COUNTED` if there are more. */
	total: number
	more: boolean
}

/** How many rows there are, up to a limit. @param from tables and condition, as after FROM */
export async function countUpTo(most: number, from: Prisma.Sql): Promise<number> {
	const [counted] = await rowsOf<{ total: number }>(
		prisma,
		Prisma.sql`SELECT count(*)::int AS "total" FROM (SELECT 1 FROM ${from} LIMIT ${most}) AS "part"`,
	)
	return counted?.total ?? 0
}

interface Part {
	skip: number
	take: number
}

/** One page of a list. Neither the count nor the page reads more than `COUNTED` rows, however large the table is. */
export async function pageOfList<Row>({
	page,
	pageSize,
	count,
	load,
	loadFromEnd,
}: {
	page: number
	pageSize: number
	count: (most: number) => Promise<number>
	load: (part: Part) => Promise<Row[]>
	/** The same in the reverse order: a page near the end of a list is read from there. Null if that spares nothing. */
	loadFromEnd?: ((part: Part) => Promise<Row[]>) | null
}): Promise<ListPages & { rows: Row[] }> {
	// The beginning of a list is the same however long the list is.
	const [counted, beginning] = await Promise.all([
		count(COUNTED + 1),
		page === 1 ? load({ skip: 0, take: pageSize }) : null,
	])
	const total = Math.min(counted, COUNTED)
	const pages = { pageSize, total, more: counted > COUNTED }
	if (beginning) return { rows: beginning, page: 1, ...pages }
	const shown = pageWithin(page, total, pageSize)
	const skip = (shown - 1) * pageSize
	const left = counted - skip
	const take = Math.min(pageSize, left)
	const rows =
		loadFromEnd && counted <= COUNTED && take > 0 && left < skip
			? (await loadFromEnd({ skip: left - take, take })).reverse()
			: await load({ skip, take: pageSize })
	return { rows, page: shown, ...pages }
}
