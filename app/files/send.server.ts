import { createReadableStreamFromReadable } from "@remix-run/node"
import { notFound } from "#app/utils/errors.ts"
import { mustBeClean } from "./antivirus/check-files.server.ts"
import { mayRenderInline, PDF } from "./file-types.ts"
import { contentDisposition } from "./readable-name.ts"
import { FileMissingError, type FileStore, fileStore } from "./store.server.ts"

export interface FileToSend {
	hash: string
	/** The name that the person sees when saving. */
	name: string
	/** The type found by `inspectFile`, never the one claimed by the sender. */
	type: string
	/** Requests that the browser shows it. Only PDFs and images may be shown. */
	inline: boolean
}

// Chromium shows a PDF under both policies. The milder one is for viewers that a sandbox would stop.
const SANDBOXED = "sandbox; default-src 'none'; frame-ancestors 'self'"
const PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/**
 * A stored file as a streamed response. The caller has already checked the policy.
 *
 * @throws DomainError "not-found" if the store has lost the content, "not-allowed-now" until the antivirus has found it
 * clean
 */
export async function fileResponse(
	{ hash, name, type, inline }: FileToSend,
	store: FileStore = fileStore(),
): Promise<Response> {
	await mustBeClean(hash)
	const { stream, size } = await store.open(hash).catch((error: unknown) => {
		throw error instanceof FileMissingError ? notFound() : error
	})
	const shown = inline && mayRenderInline(type)
	return new Response(createReadableStreamFromReadable(stream), {
		headers: {
			"Content-Type": type,
			"Content-Length": String(size),
			"Content-Disposition": contentDisposition(name, shown),
			"Content-Security-Policy": shown && type === PDF ? PDF_VIEWER : SANDBOXED,
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})
}
