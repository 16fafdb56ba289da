import { z } from "zod"

/** The filters of the registration list as they stand in the address; what is not understood filters nothing. */
export const RegistrationQuerySchema = z.object({
	show: z.enum(["all", "overdue", "soon", "clean", "findings"]).catch("all"),
	q: z.string().trim().max(200).catch(""),
	organisation: z.string().max(60).catch(""),
	claimed: z.enum(["", "first", "highest"]).catch(""),
	form: z.enum(["", "in_person", "remote"]).catch(""),
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type RegistrationQuery = z.infer<typeof RegistrationQuerySchema>
export type Shown = RegistrationQuery["show"]
