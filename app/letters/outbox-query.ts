import { pageOf } from "#app/utils/address.ts"

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
	page: pageOf(search),
})
