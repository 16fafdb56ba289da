/** The same address with some values of its query changed; an empty value or null leaves the query. */
export function withQuery(
	path: string,
	query: URLSearchParams | Readonly<Record<string, string>>,
	changes: Readonly<Record<string, string | number | null>> = {},
): string {
	const next = new URLSearchParams(query)
	for (const [name, value] of Object.entries(changes)) next.set(name, String(value ?? ""))
	for (const [name, value] of [...next]) if (value === "") next.delete(name)
	const text = next.toString()
	return text ? `${path}?${text}` : path
}

/** Page of a list, counted from 1; anything else in the address, or more than a database can count, is the first page. */
export function pageOf(query: URLSearchParams): number {
	const page = query.get("page") ?? ""
	return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1
}
