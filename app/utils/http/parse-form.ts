import type { z } from "zod"
import { invalid } from "#app/utils/errors.ts"
import "#app/utils/russian-issues.ts"
import { alsoWrong, type Checks, inOrderOf, wellFormed } from "./one-round.ts"

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
	throw invalid(inOrderOf(schema, fieldErrors(result.error)))
}

/**
 * The same for a form about which the server has checks of its own. A form that the schema refuses gets their problems too.
 * The use case of a well-formed form runs the checks itself.
 * @param around as in `alsoWrong`
 * @throws DomainError invalid with the first message for each field, in the order of the schema
 */
export async function parseChecked<Shape extends z.ZodRawShape>(
	schema: z.ZodObject<Shape>,
	form: Record<string, unknown>,
	checksOf: (wellFormed: Partial<z.output<z.ZodObject<Shape>>>) => Checks,
	around?: Parameters<typeof alsoWrong>[1],
): Promise<z.output<z.ZodObject<Shape>>> {
	const result = schema.safeParse(form)
	if (result.success) return result.data
	const also = await alsoWrong(checksOf(wellFormed(schema, form)), around)
	throw invalid(inOrderOf(schema, { ...also, ...fieldErrors(result.error) }))
}

/** The schema's first message for each field. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
	const fields: Record<string, string> = {}
	for (const { path, message } of error.issues) fields[String(path[0] ?? "form")] ??= message
	return fields
}
