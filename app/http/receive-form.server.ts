import { receiveUpload } from "#app/files/upload.server.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { raise } from "#app/utils/http/http.server.ts"

/** The fields of a form without files: flat, limited, read once. A body that is not a form gives no fields. */
export const receiveForm = (request: Request): Promise<FormFields> =>
	receiveUpload(request, { maxFiles: 0 }).then(({ fields }) => fields, raise)
