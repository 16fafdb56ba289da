import type { z } from "zod"
import { invalid } from "#app/utils/errors.ts"
import "#app/utils/russian-issues.ts"

/**
 * Parses the fields of a posted form with their schema.
 * @throws DomainError invalid with the schema's first message for each field
 */
export function parseForm<Schema extends z.ZodType>(
	schema: Schema,
	form: Record<string, unknown>,
): z.output<Schema> {
	const result = schema.safeParse(form)
	if (result.success) return result.data
	throw invalid(fieldErrors(result.error))
}

/** The schema's first message for each field. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
	const fields: Record<string, string> = {}
	for (const { path, message } of error.issues) fields[String(path[0] ?? "form")] ??= message
	return fields
}
