import type { AppLoadContext, EntryContext } from "@remix-run/node"
import { isRouteErrorResponse, RemixServer } from "@remix-run/react"
import { renderToString } from "react-dom/server"
import { NonceContext } from "#app/components/shell/nonce.ts"
import { pageKey, renderedPages } from "#app/http/rendered-pages.server.ts"
import { dataOf, wholePage } from "#app/http/whole-page.server.ts"
import { log } from "#app/utils/log.server.ts"

// The server entry starts the process with the bundle's own copies of its modules, so that each exists once.
export { boot } from "./boot.server.ts"
export { withinRequest } from "./http/within-request.server.ts"

declare module "@remix-run/server-runtime" {
	interface Future {
		v3_singleFetch: true
	}
}

/**
 * How long data that a page promised may take, in milliseconds. Loaders are awaited before and know no such limit, and no page
 * promises any; until then Remix keeps the data of every answer in memory: hence none.
 */
export const streamTimeout = 0

/**
 * A page is rendered whole and sent as one piece: its loaders have been awaited, so there is nothing to stream. React's
 * renderer of streams takes longer for the same, and tears Russian letters at the edges of its buffer.
 */
export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	context: EntryContext,
	loadContext: AppLoadContext,
): Promise<Response> {
	const { nonce } = loadContext
	const { serverHandoffStream, ...told } = context
	const data = await dataOf(serverHandoffStream)
	const key = context.staticHandlerContext.errors ? undefined : pageKey(request.url, data ?? "")
	const known = key && nonce ? rendered.find(key, nonce) : undefined
	const document = known ?? render(told, request.url, data, nonce)
	if (key && nonce && !known) rendered.keep(key, document, nonce)
	headers.set("Content-Type", "text/html; charset=utf-8")
	headers.set("Content-Length", String(document.length))
	loadContext.document = document
	return new Response(null, { headers, status })
}

const rendered = renderedPages()

function render(
	told: EntryContext,
	url: string,
	data: string | undefined,
	nonce: string | undefined,
): Buffer {
	const html = renderToString(
		<NonceContext.Provider value={nonce}>
			<RemixServer context={told} url={url} nonce={nonce} />
		</NonceContext.Provider>,
	)
	return Buffer.from(wholePage(html, told.renderMeta?.didRenderScripts ? data : undefined, nonce))
}

export function handleError(error: unknown) {
	// Somebody asked for what is not there, or not theirs: that is an answer, no failure.
	if (isRouteErrorResponse(error) && error.status < 500) return
	log.error({ err: error }, "A page failed")
}
