import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node"
import { isRouteErrorResponse, RemixServer } from "@remix-run/react"
import { NonceContext } from "#app/components/shell/nonce.ts"
import { isDatabaseUnreachable } from "#app/db/unreachable.ts"
import { renderPage } from "#app/http/server/render-page.server.ts"
import { unchanged } from "#app/http/server/unchanged.server.ts"
import { log } from "#app/utils/log.server.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"

export { withinRequest } from "#app/http/server/within-request.server.ts"
// The server entry starts the process with the bundle's own copies of its modules, so that each exists once.
export { boot } from "./boot.server.ts"

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

/** A page is rendered whole and sent as one piece: its loaders have been awaited, so there is nothing to stream. */
export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	context: EntryContext,
	{ nonce }: AppLoadContext,
): Promise<Response> {
	const kept = unchanged(request, status, headers, context)
	if (kept) return kept
	const page = await renderPage(
		<NonceContext.Provider value={nonce}>
			<RemixServer context={context} url={request.url} nonce={nonce} />
		</NonceContext.Provider>,
		{ nonce, signal: request.signal, onError: (error) => handleError(error, { request }) },
	)
	headers.set("Content-Type", "text/html; charset=utf-8")
	headers.set("Content-Length", String(page.length))
	return new Response(new Uint8Array(page), { headers, status })
}

export function handleError(
	error: unknown,
	{ request }: Pick<LoaderFunctionArgs | ActionFunctionArgs, "request">,
) {
	// Whoever has gone away hears no answer.
	if (request.signal.aborted) return
	// Somebody asked for what is not there, or not theirs: that is an answer, no failure.
	if (isRouteErrorResponse(error) && error.status < 500) return
	const scope = currentRequest()
	if (scope && isDatabaseUnreachable(error)) scope.databaseUnreachable = true
	log.error({ err: error }, "A page failed")
}
