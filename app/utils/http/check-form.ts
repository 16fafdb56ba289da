import { parseWithZod } from "@conform-to/zod/v4"
import type { z } from "zod"

/**
 * For Conform's `onValidate` in the browser: checks what the person types with the schema that the server uses. A form that is
 * sent is judged by the server alone, because the server knows more and tells everything in one round. For Conform, an error
 * of null means that the server will tell.
 */
export const checkedBy =
	<Schema extends z.ZodType>(schema: Schema) =>
	({ formData }: { formData: FormData }) => {
		const submission = parseWithZod(formData, { schema })
		return submission.status === "error" ? { ...submission, error: null } : submission
	}
