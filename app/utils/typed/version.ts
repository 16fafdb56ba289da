import { z } from "zod"

/** The version of a row that a form was made from. What is no number is no version: such a form was not sent by a page of ours. */
export const VersionSchema = z
	.string()
	.regex(/^\d{1,9}$/)
	.transform(Number)
