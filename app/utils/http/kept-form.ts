import { withQuery } from "../address.ts"

/**
 * The way back from a preview: the address of the form's page names the batch, and the server fills in the form again as it
 * was sent. It works without scripts, and for the browser's Back as well.
 */

/** The name in the query, with the batch's id as its value. */
export const KEPT = "kept"

/** The checkboxes in front of the rows of a list. */
export const PICKED = "id"

/** What a form held when it was sent: the last text of each field, and the ticked rows of its list. */
export interface SentForm {
	typed: Record<string, string>
	picked: string[]
}

/** A form that is filled in again, and the batch whose preview the person has left. */
export interface KeptForm extends SentForm {
	batchId: string
}

/** The page without what passes: empty filters, the mark of an index route, an earlier way back. */
export const plainAddress = (pathname: string, search: string): string =>
	withQuery(pathname, new URLSearchParams(search), { [KEPT]: null, index: null })

/** The page with its form filled in as it was when this batch was shown. */
export function withKeptForm(address: string, batchId: string): string {
	const [pathname = "", search = ""] = address.split("?")
	return withQuery(pathname, new URLSearchParams(search), { [KEPT]: batchId })
}
