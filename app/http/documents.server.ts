import type { RenderedDocument } from "#app/documents/render.server.ts"
import { DOCX } from "#app/files/file-types.ts"
import { contentDisposition } from "#app/files/readable-name.ts"

/** A Word form made for this answer. */
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
