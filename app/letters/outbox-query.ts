import { pageOf } from "#app/utils/address.ts"

/** The filters of the list of letters, as its address contains them. Empty or unknown means all. */
export interface OutboxQuery {
	/** A state of the machine. */
	state: string
	/** The name of the letter's file. */
	kind: string
	/** Part of the recipient's address. */
	to: string
	/** The recipient's name, words in any order. */
	person: string
	/** An application: its number in the journal, or its id. */
	case: string
	/** One of `OUTBOX_SORTED`: oldest first. Empty, newest first. */
	sort: string
	/** Counted from 1. */
	page: number
}

/** No other column has an index that finds a page of millions of letters. */
export const OUTBOX_SORTED = ["when"] as const

const LONGEST = 200

export function outboxQuery(search: URLSearchParams): OutboxQuery {
	const text = (name: string) => search.get(name)?.trim().slice(0, LONGEST) ?? ""
	return {
		state: text("state"),
		kind: text("kind"),
		to: text("to"),
		person: text("person"),
		case: text("case"),
		sort: text("sort"),
		page: pageOf(search),
	}
}

export const isFiltered = ({ page: _page, sort: _sort, ...filters }: OutboxQuery): boolean =>
	Object.values(filters).some((text) => text !== "")
