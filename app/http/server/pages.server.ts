import {
	type AppLoadContext,
	createReadableStreamFromReadable,
	createRequestHandler,
	type ServerBuild,
	writeReadableStreamToWritable,
} from "@remix-run/node"
import type { Request as HttpRequest, Response as HttpResponse, RequestHandler } from "express"
import { nothingSeen } from "#app/utils/request-scope.server.ts"
import { Crowd } from "./crowd.server.ts"
import { loggablePath } from "./observe.server.ts"
import { refuse } from "./refusal.server.ts"
import type { withinRequest } from "./within-request.server.ts"

type Within = typeof withinRequest

/** The bundle's own copy of `withinRequest`: app/entry.server.tsx exports it. */
const withinOf = ({ entry }: ServerBuild): Within =>
	(entry.module as typeof entry.module & { withinRequest?: Within }).withinRequest ??
	((_, answer) => answer())

const CROWDED =
	"Сейчас в системе очень много людей. Подождите полминуты и обновите страницу: то, что сохранено, не пропало."

/**
 * Kept files, and their sheets as images. Reading them is limited by the workers, so a file that takes long must not keep
 * everybody else out of their pages.
 */
const KEPT_FILE = /^\/files\//

/**
 * The pages as one handler of Express.
 * @param crowd limits how many look at pages at once
 */
export function pages(
	build: ServerBuild | (() => Promise<ServerBuild>),
	publicUrl: string,
	crowd = new Crowd(Number.POSITIVE_INFINITY),
): RequestHandler {
	const handle = createRequestHandler(build, typeof build === "function" ? "development" : "production")
	const origin = new URL(publicUrl).origin
	return async (request, response, next) => {
		try {
			const asked = requestOf(request, response, origin)
			const context = contextOf(request, response)
			const { requestId, clientAddress: address } = context
			const { method, originalUrl } = request
			const looks = method === "GET" || method === "HEAD"
			const scope = {
				requestId,
				address,
				method,
				path: loggablePath(originalUrl),
				seen: nothingSeen(),
				...(looks && { asked: new Map() }),
			}
			const within = withinOf(typeof build === "function" ? await build() : build)
			const work = () => within(scope, () => handle(asked, context))
			const answer =
				looks && !KEPT_FILE.test(originalUrl) ? await crowd.within(asked.signal, work) : await work()
			if (response.destroyed) return
			if (!answer) return refuse(request, response, 503, CROWDED)
			if (isInOurWords(answer)) await send(response, answer)
			else refuse(request, response, answer.status)
		} catch (error) {
			// If the client has disconnected, no answer is possible.
			if (!response.destroyed) next(error)
		}
	}
}

/**
 * Whether the answer is one of our own. A route without a page (a file, a list for a script) has no error boundary, so
 * Remix answers its errors in English. Our own refusals name their language; pages and their data contain their own words.
 */
function isInOurWords({ status, headers }: Response): boolean {
	const type = headers.get("Content-Type") ?? ""
	return (
		status < 400 ||
		headers.get("Content-Language") === "ru" ||
		type.startsWith("text/html") ||
		type.startsWith("text/x-script")
	)
}

const contextOf = (request: HttpRequest, response: HttpResponse): AppLoadContext => ({
	nonce: response.locals.nonce,
	requestId: response.locals.requestId,
	clientAddress: request.ip,
})

/** The Express request as a loader's Request. Only the path and the query are taken from the sender. */
function requestOf(request: HttpRequest, response: HttpResponse, origin: string): Request {
	const { method } = request
	const headers = new Headers()
	for (const [name, values] of Object.entries(request.headers))
		for (const value of [values ?? []].flat()) headers.append(name, value)
	const left = new AbortController()
	// The connection was closed before the answer was complete.
	response.once("close", () => {
		if (!response.writableFinished) left.abort()
	})
	const init: RequestInit = { method, headers, signal: left.signal }
	const url = origin + request.originalUrl
	if (method === "GET" || method === "HEAD") return new Request(url, init)
	return new Request(url, { ...init, body: createReadableStreamFromReadable(request), duplex: "half" })
}

async function send(response: HttpResponse, answer: Response) {
	response.status(answer.status)
	// A browser replaces the headers of the cached page with those of a 304, but the cached page's scripts carry the nonce of
	// the earlier response.
	if (answer.status === 304) response.removeHeader("Content-Security-Policy")
	for (const [name, value] of answer.headers) response.setHeader(name, value)
	const cookies = answer.headers.getSetCookie()
	if (cookies.length > 0) response.setHeader("Set-Cookie", cookies)
	if (answer.body) await writeReadableStreamToWritable(answer.body, response)
	else response.end()
}
