import { z } from "zod"
import { LIST_FIELDS } from "../application/overview/list-fields.ts"

/** The filters of the list of paper conclusions, as its address writes them. */
export const GroupQuerySchema = z.object({
	show: z.enum(["all", "to-receive", "to-pass", "passed", "late"]).catch("all"),
	...LIST_FIELDS,
})
export type GroupQuery = z.infer<typeof GroupQuerySchema>
