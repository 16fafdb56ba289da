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
export function pageOf(query: URLSearchParams): number {
	const page = query.get("page") ?? ""
	return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1
}

/** The page to show of so many rows: one past the end is the last one. */
export const pageWithin = (page: number, total: number, pageSize: number): number =>
	Math.min(page, Math.max(1, Math.ceil(total / pageSize)))
