import { pageOf } from "#app/utils/address.ts"

export const SCHOOL_GROUPS = ["new", "registered"] as const
export type SchoolGroup = (typeof SCHOOL_GROUPS)[number]

/** The filters of the list of an organisation's applications. */
export interface SchoolQuery {
	group: SchoolGroup | ""
	/** A part of the name. */
	name: string
	/** A column to sort by, with `-` in front for the reverse order. Empty sorts by name. */
	sort: string
	/** Counted from 1. */
	page: number
}

export function schoolQuery(search: URLSearchParams): SchoolQuery {
	const group = SCHOOL_GROUPS.find((one) => one === search.get("group")) ?? ""
	return {
		group,
		name: (search.get("name") ?? "").trim().slice(0, 100),
		sort: (search.get("sort") ?? "").slice(0, 40),
		page: pageOf(search),
	}
}
