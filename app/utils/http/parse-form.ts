import type { z } from "zod"
import { invalid } from "#app/utils/errors.ts"
import "#app/utils/russian-issues.ts"

/**
 * The fields of a posted form by their schema.
 * @throws DomainError invalid with the first message of each field, in the words of the schema
 */
export function parseForm<Schema extends z.ZodType>(
	schema: Schema,
	form: Record<string, unknown>,
): z.output<Schema> {
	const result = schema.safeParse(form)
	if (result.success) return result.data
	throw invalid(fieldErrors(result.error))
}

/** The first message of each field, in the words of the schema. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
	const fields: Record<string, string> = {}
	for (const { path, message } of error.issues) fields[String(path[0] ?? "form")] ??= message
	return fields
}
