import { withQuery } from "./address.ts"
import { KEPT } from "./http/kept-form.ts"

/** A list as a person has set it, under a name of their own. */
export interface SavedView {
	id: string
	/** The address of the list's page. */
	list: string
	name: string
	/** Filters, order and columns, as the address writes them. Empty for the whole list. */
	query: string
	/** Links from other pages open the list with this view. */
	opening: boolean
}

/** A page of a list, or a form that is open on it, is no part of how the list is set. */
const PASSING = ["page", "waiting", "edit", "reject", "member", "application", KEPT]

/** The part of an address's query that a view keeps, always in the same order. */
export function queryOfView(list: string, search: string): string {
	const query = new URLSearchParams(search)
	for (const name of PASSING) query.delete(name)
	// A coordinator of several municipalities chooses one for every page.
	if (list.startsWith("/municipality/")) query.delete("municipality")
	query.sort()
	return withQuery("", query).slice(1)
}

/** The list as the view shows it. */
export const addressOfView = ({ list, query }: Pick<SavedView, "list" | "query">): string =>
	query ? `${list}?${query}` : list
