import { z } from "zod"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { TooManyAttempts } from "./too-many-attempts.ts"

/**
 * What only the server can check about a form: a taken login, a place that does not fit. Each check refuses with `invalid` at
 * its field. A person gets everything that is wrong in one round, so the checks run together, and they run on the well-formed
 * fields even if other fields are not.
 */
export type Checks = readonly (() => unknown)[]

export type Problems = Readonly<Record<string, string>>

/** Whether these fields are well formed, so that a check can read them. */
export const has = <Form extends object, Name extends keyof Form>(
	form: Partial<Form>,
	...names: Name[]
): form is Partial<Form> & Pick<Form, Name> => names.every((name) => form[name] !== undefined)

/**
 * Runs all checks and refuses once.
 * @throws DomainError invalid with the first message for each field; any other error of a check at once
 */
export async function inOneRound(checks: Checks): Promise<void> {
	const fields: Record<string, string> = {}
	for (const check of checks)
		for (const [field, message] of Object.entries(await problemsIn(check))) fields[field] ??= message
	if (Object.keys(fields).length > 0) throw invalid(fields)
}

/** The problems at fields with which the work refuses. */
async function problemsIn(work: () => unknown): Promise<Problems> {
	try {
		await work()
		return {}
	} catch (error) {
		if (error instanceof DomainError && Object.keys(error.fields).length > 0) return error.fields
		throw error
	}
}

/**
 * What the checks find in a form that is refused anyway. Any other refusal waits until the form is well formed.
 * @param around counts the attempt, if the form counts attempts
 */
export async function alsoWrong(
	checks: Checks,
	around: (work: () => Promise<void>) => Promise<void> = (work) => work(),
): Promise<Problems> {
	try {
		return await problemsIn(() => around(() => inOneRound(checks)))
	} catch (error) {
		if (error instanceof DomainError || error instanceof TooManyAttempts) return {}
		throw error
	}
}

/**
 * The fields that are well formed, as the schema reads them, without those of which its rules about several fields complain.
 * An empty field counts as absent, as in a form of Conform.
 */
export function wellFormed<Shape extends z.ZodRawShape>(
	schema: z.ZodObject<Shape>,
	typed: Readonly<Record<string, unknown>>,
): Partial<z.output<z.ZodObject<Shape>>> {
	const filled = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ""))
	const wrong = new Set(schema.safeParse(filled).error?.issues.map(({ path }) => path[0]))
	const passed: Record<string, unknown> = {}
	for (const [name, field] of Object.entries<z.core.$ZodType>(schema.shape)) {
		const result = wrong.has(name) ? null : z.safeParse(field, filled[name])
		if (result?.success) passed[name] = result.data
	}
	return passed as Partial<z.output<z.ZodObject<Shape>>>
}

/** The errors in the order of the schema's fields, which is the order of the page. */
export function inOrderOf<Value>(
	schema: z.ZodType,
	errors: Readonly<Record<string, Value>>,
): Record<string, Value> {
	const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
	const place = (name: string) => names.indexOf(name) + 1 || names.length + 1
	return Object.fromEntries(Object.entries(errors).sort(([one], [other]) => place(one) - place(other)))
}

/**
 * For `when` of a rule about several fields: without it zod skips the rule as soon as any field of the form is wrong.
 */
export const onceWellFormed = (...names: string[]) => ({
	when: ({ value, issues }: z.core.ParsePayload) =>
		typeof value === "object" &&
		value !== null &&
		// An issue without a path says that this is no form at all, but a list or a file.
		!issues.some(({ path = [] }) => path.length === 0 || names.includes(String(path[0]))),
})
