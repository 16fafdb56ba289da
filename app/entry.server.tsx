import {
	type ActionFunctionArgs,
	type AppLoadContext,
	createReadableStreamFromReadable,
	type EntryContext,
	type LoaderFunctionArgs,
} from "@remix-run/node"
import { RemixServer } from "@remix-run/react"
import { isbot } from "isbot"
import { renderToPipeableStream } from "react-dom/server"
import { NonceContext } from "#app/components/nonce.ts"
import { htmlBody } from "#app/http/html-body.server.ts"
import { log } from "#app/utils/log.server.ts"

// The server entry starts the process with the bundle's own copies of its modules, so that each exists once.
export { boot } from "./boot.server.ts"

declare module "@remix-run/server-runtime" {
	interface Future {
		v3_singleFetch: true
	}
}

/**
 * How long a page may wait for data that it promised, in milliseconds; loaders are awaited before and know no such limit. Remix
 * keeps the data of every answer in memory until this time is over, used or not, and no page promises any: hence short.
 */
export const streamTimeout = 1_000

export default function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	remixContext: EntryContext,
	loadContext: AppLoadContext,
): Promise<Response> {
	const nonce = typeof loadContext.nonce === "string" ? loadContext.nonce : undefined
	const whole = isbot(request.headers.get("user-agent") ?? "") || remixContext.isSpaMode
	return new Promise((resolve, reject) => {
		let shellSent = false
		let finalStatus = status
		const { pipe, abort } = renderToPipeableStream(
			<NonceContext.Provider value={nonce}>
				<RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
			</NonceContext.Provider>,
			{
				nonce,
				[whole ? "onAllReady" : "onShellReady"]() {
					shellSent = true
					const body = htmlBody()
					// A timer left behind keeps the whole render in memory until it fires.
					body.once("close", () => clearTimeout(timer))
					headers.set("Content-Type", "text/html; charset=utf-8")
					resolve(new Response(createReadableStreamFromReadable(body), { headers, status: finalStatus }))
					pipe(body)
				},
				onShellError(error) {
					clearTimeout(timer)
					reject(error)
				},
				onError(error) {
					finalStatus = 500
					// Errors of the shell are rejected above and reported there.
					if (shellSent) logFailure(error)
				},
			},
		)
		const timer = setTimeout(abort, streamTimeout + 1_000)
	})
}

export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs) {
	if (!request.signal.aborted) logFailure(error)
}

const logFailure = (error: unknown) => log.error({ err: error }, "A page failed")
