import { paths } from "#app/utils/paths.ts"

/** What the list of letters is filtered by, as it stands in the address. */
export interface OutboxQuery {
	/** A state of the machine; empty or unknown: all. */
	state: string
	/** Part of the recipient's address. */
	to: string
	/** Counted from 1. */
	page: number
}

export const outboxQuery = (search: URLSearchParams): OutboxQuery => ({
	state: search.get("state") ?? "",
	to: search.get("to")?.trim() ?? "",
	page: pageIn(search),
})

/** Anything but a whole number from 1 is the first page. */
export function pageIn(search: URLSearchParams): number {
	const page = search.get("page") ?? ""
	return /^[1-9]\d{0,5}$/u.test(page) ? Number(page) : 1
}

export const outboxAddress = (query: Partial<OutboxQuery>): string => withQuery(paths.operatorMail(), query)

/** The address with what is asked for; what is empty and the first page are left out. */
export function withQuery(address: string, { page = 1, ...words }: Partial<OutboxQuery>): string {
	const search = new URLSearchParams(Object.entries(words).filter(([, value]) => value !== ""))
	if (page > 1) search.set("page", String(page))
	return search.size === 0 ? address : `${address}?${search}`
}
