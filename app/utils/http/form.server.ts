import type { Submission } from "@conform-to/react"
import { parseWithZod } from "@conform-to/zod/v4"
import { data } from "@remix-run/node"
import { z } from "zod"
import { orNoSpace } from "#app/utils/disk-full.ts"
import { DomainError } from "#app/utils/errors.ts"
import type { FormFields } from "./form-fields.ts"
import { statusOf } from "./http.server.ts"
import { inOrderOf, type Problems } from "./one-round.ts"
import { noteRefusal } from "./refused-answer.server.ts"
import "#app/utils/russian-issues.ts"
import { TooManyAttempts } from "./too-many-attempts.ts"

/** Fields that are never sent back to the page. All others are. */
const SECRET = ["password", "currentPassword"]

type Answered<Value> = Submission<Value, string[]>

/**
 * Parses a form with its schema. Conform builds objects and arrays from names like «a.b[0]», so it gets only the schema's
 * own names. Other fields are ignored.
 */
export function submissionOf<Schema extends z.ZodType>(fields: FormFields, schema: Schema) {
	const submission = parseWithZod(fields.only(namesIn(schema)), { schema })
	const { reply } = submission
	// Conform lists the errors of the schema first, and those that are added to them after all of these.
	submission.reply = (options) => {
		const result = reply(options)
		return result.error ? { ...result, error: inOrderOf(schema, result.error) } : result
	}
	return submission
}

function namesIn(schema: z.ZodType): string[] {
	if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
	throw new Error("a form is read by a schema of named fields")
}

/**
 * Shows the page again with errors next to the fields (400).
 * @param also what the server's own checks found in the well-formed fields
 */
export function invalidForm<Value>(submission: Answered<Value>, also: Problems = {}) {
	noteRefusal()
	return data(submission.reply({ fieldErrors: listed(also), hideFields: SECRET }), { status: 400 })
}

const listed = (problems: Problems) =>
	Object.fromEntries(Object.entries(problems).map(([name, message]): [string, string[]] => [name, [message]]))

/** Shows the page again with the domain's refusal. Any other error is thrown again. */
export function refusedForm<Value>(submission: Answered<Value>, thrown: unknown) {
	const error = orNoSpace(thrown)
	if (error instanceof TooManyAttempts) {
		noteRefusal()
		return data(submission.reply({ formErrors: [error.message], hideFields: SECRET }), {
			status: 429,
			headers: { "Retry-After": String(error.retryAfterSeconds) },
		})
	}
	if (!(error instanceof DomainError)) throw error
	noteRefusal()
	const fieldErrors = listed(error.fields)
	const atFields = Object.keys(fieldErrors).length > 0
	const formErrors = atFields ? [] : [error.message, ...error.reasons.filter((r) => r !== error.message)]
	return data(submission.reply({ formErrors, fieldErrors, hideFields: SECRET }), {
		status: statusOf(error),
	})
}

/** Shows the page again as it was typed, without errors, because the person only asked for a list and has not sent the form yet. */
export const sameForm = (typed: FormFields) => ({
	initialValue: Object.fromEntries(
		Object.entries(typed.texts()).filter(([name]) => !SECRET.includes(name) && name !== "intent"),
	),
})
