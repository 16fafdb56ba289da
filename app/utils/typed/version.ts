import { z } from "zod"

/** The version of a row from which a form was made. A text that is not a number is not a version, so no page of ours has sent that form. */
export const VersionSchema = z
	.string()
	.regex(/^\d{1,9}$/)
	.transform(Number)
