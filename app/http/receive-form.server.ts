import { receiveUpload } from "#app/files/upload.server.ts"
import { raise } from "#app/utils/http.server.ts"

/**
 * The fields of a form without files. Unlike the platform's own `formData()` it has a limit, and what is no form at all
 * is an empty one: the schema then says what is missing.
 */
export const receiveForm = (request: Request): Promise<FormData> =>
	receiveUpload(request, { maxFiles: 0 }).then(({ fields }) => fields, raise)
