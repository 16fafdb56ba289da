type Values = Readonly<Record<string, string | number | null | undefined>>

/** Returns an address with some values of its query changed. Empty values are removed. */
export function withQuery(path: string, query: URLSearchParams | Values, changes: Values = {}): string {
	const values: Values = query instanceof URLSearchParams ? Object.fromEntries(query) : query
	const given = Object.entries({ ...values, ...changes }).flatMap(([name, value]) =>
		value === "" || value === null || value === undefined ? [] : [[name, String(value)]],
	)
	return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}

/** The page number of a list, from 1. Anything else in the address, or a number too large for the database, means the first page. */
export const pageOf = (query: URLSearchParams): number => pageFrom(query.get("page") ?? "") ?? 1

/** A page's number, counted from 1; null for what is none. */
export const pageFrom = (text: string): number | null => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null)

/** The page to show of so many rows: one past the end is the last one. */
export const pageWithin = (page: number, total: number, pageSize: number): number =>
	Math.min(page, Math.max(1, Math.ceil(total / pageSize)))

/** How many quarter turns clockwise, from 0 to 3; anything else turns nothing. */
export const turnsFrom = (text: string | null): number => (text && /^[1-3]$/.test(text) ? Number(text) : 0)
