import { parseWithZod } from "@conform-to/zod/v4"
import type { z } from "zod"

/** For Conform's `onValidate` in the browser: the person's own typing, held against the schema that the server uses. */
export const checkedBy =
	<Schema extends z.ZodType>(schema: Schema) =>
	({ formData }: { formData: FormData }) =>
		parseWithZod(formData, { schema })
