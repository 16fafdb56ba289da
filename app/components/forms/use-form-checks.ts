import type { SubmissionResult } from "@conform-to/react"
import { parseWithZod } from "@conform-to/zod/v4"
import { useRef } from "react"
import type { z } from "zod"
import { inOrderOf } from "#app/utils/http/one-round.ts"

/**
 * For Conform's `onValidate` in the browser: checks what the person types with the schema that the server uses. A form that is
 * sent is checked by the server alone, because only the server can find every mistake in one round. A mistake that only the
 * server can find stays at its field until the person changes the answer.
 */
export function useFormChecks<Schema extends z.ZodType>(
	schema: Schema,
	result: SubmissionResult<string[]> | null | undefined,
) {
	const sent = useRef<FormData>(new FormData())
	return ({ formData }: { formData: FormData }) => {
		const submission = parseWithZod(formData, { schema })
		// Conform gives a status only to a form that is being sent.
		if (submission.status !== undefined) {
			sent.current = formData
			// In Conform, null as the error means that the server decides.
			return submission.status === "error" ? { ...submission, error: null } : submission
		}
		const fieldErrors: Record<string, string[]> = {}
		for (const [name, messages] of Object.entries(result?.error ?? {})) {
			const unchanged = name !== "" && sent.current.get(name) === formData.get(name)
			if (messages && unchanged && !submission.error?.[name]) fieldErrors[name] = messages
		}
		const reply: typeof submission.reply = (options) => {
			const answer = submission.reply({ ...options, fieldErrors })
			return answer.error ? { ...answer, error: inOrderOf(schema, answer.error) } : answer
		}
		return { ...submission, reply }
	}
}
