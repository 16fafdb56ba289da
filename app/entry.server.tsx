import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node"
import { isRouteErrorResponse, RemixServer } from "@remix-run/react"
import { NonceContext } from "#app/components/shell/nonce.ts"
import { isDatabaseUnreachable } from "#app/db/unreachable.ts"
import { renderPage } from "#app/http/server/render-page.server.ts"
import { stylesFirst } from "#app/http/server/styles-first.ts"
import { unchanged } from "#app/http/server/unchanged.server.ts"
import { isDiskFull, noteDiskFull } from "#app/utils/disk-full.ts"
import { log } from "#app/utils/log.server.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"

export { withinRequest } from "#app/http/server/within-request.server.ts"
// The server entry starts the process from the bundle's own copies of the modules, so that each module exists once.
export { boot } from "./boot.server.ts"

declare module "@remix-run/server-runtime" {
	interface Future {
		v3_singleFetch: true
	}
}

/**
 * How many milliseconds a page's promised data may take. Loaders are awaited earlier and have no such limit, and no page
 * promises data. Remix would keep the data of every answer in memory for this long, so it is 0.
 */
export const streamTimeout = 0

/** The status of a refusal for lack of space, which is noted where it is made. */
const NO_SPACE = 507

/** A page is rendered completely and sent in one piece. Its loaders have been awaited, so there is nothing to stream. */
export default async function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	context: EntryContext,
	{ nonce }: AppLoadContext,
): Promise<Response> {
	const kept = unchanged(request, status, headers, context)
	if (kept) return kept
	const rendered = await renderPage(
		<NonceContext.Provider value={nonce}>
			<RemixServer context={context} url={request.url} nonce={nonce} />
		</NonceContext.Provider>,
		{ nonce, signal: request.signal, onError: (error) => handleError(error, { request }) },
	)
	const page = stylesFirst(rendered)
	headers.set("Content-Type", "text/html; charset=utf-8")
	headers.set("Content-Length", String(page.length))
	return new Response(new Uint8Array(page), { headers, status })
}

export function handleError(
	error: unknown,
	{ request }: Pick<LoaderFunctionArgs | ActionFunctionArgs, "request">,
) {
	// The sender has disconnected, so nothing is logged.
	if (request.signal.aborted) return
	// The sender asked for something that does not exist or is not theirs. That is a normal answer and not a failure.
	if (isRouteErrorResponse(error) && (error.status < 500 || error.status === NO_SPACE)) return
	const scope = currentRequest()
	if (scope && isDatabaseUnreachable(error)) scope.databaseUnreachable = true
	if (isDiskFull(error)) {
		if (scope) scope.diskFull = true
		return noteDiskFull(error, "nothing was saved")
	}
	log.error({ err: error }, "A page failed")
}
