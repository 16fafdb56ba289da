/** The present query with another page: the address of a page of a list. */
export function withPage(search: string, page: number): string {
	const query = new URLSearchParams(search)
	query.set("page", String(page))
	return `?${query}`
}
