import { z } from "zod"
import { LIST_FIELDS } from "../overview/list-fields.ts"

/** The filters of the registration list as its address writes them. */
export const RegistrationQuerySchema = z.object({
	show: z.enum(["all", "overdue", "soon", "clean", "findings"]).catch("all"),
	...LIST_FIELDS,
	organisation: z.string().trim().max(100).catch(""),
	claimed: z.enum(["", "first", "highest"]).catch(""),
	form: z.enum(["", "in_person", "remote"]).catch(""),
})
export type RegistrationQuery = z.infer<typeof RegistrationQuerySchema>
export type Shown = RegistrationQuery["show"]

/** Only the filters, as an address contains them. The workbench has no pages and sorts by the term. */
export const filtersOf = ({
	show,
	q,
	organisation,
	claimed,
	form,
}: RegistrationQuery): Record<string, string> =>
	Object.fromEntries(
		Object.entries({ show: show === "all" ? "" : show, q, organisation, claimed, form }).filter(
			([, value]) => value,
		),
	)
