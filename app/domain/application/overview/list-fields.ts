import { z } from "zod"

/** What every list of a coordinator is asked for in its address; what is not understood filters nothing. */
export const LIST_FIELDS = {
	/** Part of a name. */
	q: z.string().trim().max(200).catch(""),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
}
