import { pageWithin } from "#app/utils/address.ts"

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

/** One page of a list. Neither the count nor the page reads more than `COUNTED` rows, however large the table is. */
export async function pageOfList<Row>({
	page,
	pageSize,
	count,
	load,
}: {
	page: number
	pageSize: number
	count: (most: number) => Promise<number>
	load: (part: { skip: number; take: number }) => Promise<Row[]>
}): Promise<ListPages & { rows: Row[] }> {
	const counted = await count(COUNTED + 1)
	const total = Math.min(counted, COUNTED)
	const shown = pageWithin(page, total, pageSize)
	const rows = await load({ skip: (shown - 1) * pageSize, take: pageSize })
	return { rows, page: shown, pageSize, total, more: counted > COUNTED }
}
