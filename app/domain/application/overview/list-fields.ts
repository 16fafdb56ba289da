import { z } from "zod"

/** The filters in the address of every coordinator's list. A value that cannot be read does not filter. */
export const LIST_FIELDS = {
	/** Part of a name. */
	q: z.string().trim().max(200).catch(""),
	/** A column to sort by, with `-` in front for the reverse order. */
	sort: z.string().max(40).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
}
