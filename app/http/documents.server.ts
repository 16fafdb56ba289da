import type { RenderedDocument } from "#app/documents/render.server.ts"
import { DOCX } from "#app/files/file-types.ts"
import { contentDisposition } from "#app/files/readable-name.ts"
import { DomainError } from "#app/utils/errors.ts"
import { statusOf } from "#app/utils/http/http.server.ts"

/** A Word form generated for this response. */
export const documentResponse = ({ bytes, fileName }: RenderedDocument) =>
	new Response(new Uint8Array(bytes), {
		headers: {
			"Content-Type": DOCX,
			"Content-Length": String(bytes.length),
			"Content-Disposition": contentDisposition(fileName, false),
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})

/** Says as plain text why a file is not available. For an address without a page Remix would otherwise say «Unexpected Server Error». */
export function refuseFile(error: unknown): never {
	if (!(error instanceof DomainError)) throw error
	const reasons = error.reasons.filter((reason) => !error.message.includes(reason))
	const back = error.message.includes("Вернитесь") ? [] : ["Вернитесь на предыдущую страницу."]
	throw new Response([error.message, ...reasons, ...back].join("\n\n"), {
		status: statusOf(error),
		headers: {
			"Content-Type": "text/plain; charset=utf-8",
			"Content-Language": "ru",
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})
}
