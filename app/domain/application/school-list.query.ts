import { pageOf } from "#app/utils/address.ts"
import { paths } from "#app/utils/paths.ts"

export const SCHOOL_GROUPS = ["new", "registered"] as const
export type SchoolGroup = (typeof SCHOOL_GROUPS)[number]

/** What the list of an organisation's applications is asked for. */
export interface SchoolQuery {
	group: SchoolGroup | ""
	/** A part of the name. */
	name: string
	/** Counted from 1. */
	page: number
}

export function schoolQuery(search: URLSearchParams): SchoolQuery {
	const group = SCHOOL_GROUPS.find((one) => one === search.get("group")) ?? ""
	return {
		group,
		name: (search.get("name") ?? "").trim().slice(0, 100),
		page: pageOf(search),
	}
}

export function schoolListAddress({ group = "", name = "", page = 1 }: Partial<SchoolQuery>): string {
	const search = new URLSearchParams()
	if (group) search.set("group", group)
	if (name) search.set("name", name)
	if (page > 1) search.set("page", String(page))
	return search.size > 0 ? `${paths.schoolApplications()}?${search}` : paths.schoolApplications()
}
