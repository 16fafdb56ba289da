import type { Submission } from "@conform-to/react"
import { data } from "@remix-run/node"
import { DomainError } from "./errors.ts"
import { statusOf } from "./http.server.ts"
import { noteRefusal } from "./refused-answer.server.ts"
import { TooManyAttempts } from "./too-many-attempts.ts"

/** Never sent back to the page: everything else that was typed is. */
const SECRET = ["password", "currentPassword"]

type Answered<Value> = Submission<Value, string[]>

/** The page again with its errors beside the fields (400). */
export function invalidForm<Value>(submission: Answered<Value>) {
	noteRefusal()
	return data(submission.reply({ hideFields: SECRET }), { status: 400 })
}

/** The page again with what the domain said; what it does not know is thrown on. */
export function refusedForm<Value>(submission: Answered<Value>, error: unknown) {
	if (error instanceof TooManyAttempts) {
		noteRefusal()
		return data(submission.reply({ formErrors: [error.message], hideFields: SECRET }), {
			status: 429,
			headers: { "Retry-After": String(error.retryAfterSeconds) },
		})
	}
	if (!(error instanceof DomainError)) throw error
	noteRefusal()
	const fields = Object.entries(error.fields).map(([name, message]): [string, string[]] => [name, [message]])
	const formErrors =
		fields.length > 0 ? [] : [error.message, ...error.reasons.filter((r) => r !== error.message)]
	return data(submission.reply({ formErrors, fieldErrors: Object.fromEntries(fields), hideFields: SECRET }), {
		status: statusOf(error),
	})
}

/** The page again as it was typed, with no word about errors: a list was asked for, nothing was sent yet. */
export const sameForm = (typed: FormData) => ({
	initialValue: Object.fromEntries(
		[...typed].filter(
			(entry): entry is [string, string] =>
				typeof entry[1] === "string" && !SECRET.includes(entry[0]) && entry[0] !== "intent",
		),
	),
})
