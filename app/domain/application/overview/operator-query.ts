import { pageOf } from "#app/utils/address.ts"

/** The filters of the operator's list of applications, as its address writes them. */
export interface OperatorQuery {
	/** A group of the dashboard or one state of the machine. Empty means all. */
	state: string
	municipality: string
	/** Id of a period. Empty means all, with or without a period. */
	period: string
	/** `general` or `simplified`. Empty means both. */
	procedure: string
	/** Part of a name. */
	name: string
	/** A column to sort by, with `-` in front for the reverse order. Empty sorts by the time in the current state, longest first. */
	sort: string
	/** Counted from 1. */
	page: number
}

export function operatorQuery(params: URLSearchParams): OperatorQuery {
	const text = (name: string) => (params.get(name) ?? "").trim().slice(0, 100)
	return {
		state: text("state"),
		municipality: text("municipality"),
		period: text("period"),
		procedure: text("procedure"),
		name: text("name"),
		sort: text("sort"),
		page: pageOf(params),
	}
}

/** Whether the address asks for less than everything. */
export const isFiltered = ({ state, municipality, period, procedure, name }: OperatorQuery): boolean =>
	[state, municipality, period, procedure, name].some((asked) => asked !== "")
