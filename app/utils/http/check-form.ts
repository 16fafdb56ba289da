import { parseWithZod } from "@conform-to/zod/v4"
import type { z } from "zod"

/** For Conform's `onValidate` in the browser: checks what the person typed with the schema that the server uses. */
export const checkedBy =
	<Schema extends z.ZodType>(schema: Schema) =>
	({ formData }: { formData: FormData }) =>
		parseWithZod(formData, { schema })
