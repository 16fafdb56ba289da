import { z } from "zod"

/** The filters that every coordinator's list has in its address. An unreadable value does not filter. */
export const LIST_FIELDS = {
	/** Part of a name. */
	q: z.string().trim().max(200).catch(""),
	/** A column to sort by, `-` before it for the other way round. */
	sort: z.string().max(40).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
}
