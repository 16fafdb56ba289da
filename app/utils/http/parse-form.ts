import type { z } from "zod"
import { invalid } from "#app/utils/errors.ts"

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
	const fields: Record<string, string> = {}
	for (const { path, message } of result.error.issues) fields[String(path[0] ?? "form")] ??= message
	throw invalid(fields)
}
