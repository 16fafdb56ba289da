import {
	type AppLoadContext,
	createReadableStreamFromReadable,
	createRequestHandler,
	type ServerBuild,
	writeReadableStreamToWritable,
} from "@remix-run/node"
import type { Request as HttpRequest, Response as HttpResponse, RequestHandler } from "express"
import { loggablePath } from "./observe.server.ts"
import { alongWay, rememberedWays } from "./way.server.ts"
import type { withinRequest } from "./within-request.server.ts"

/**
 * The pages as one handler of Express.
 *
 * Remix looks for the route of an address anew in each of its parts: four times a page it flattens, ranks and compiles all
 * routes that there are, which was a third of the sign-in page's time. So the way is found here, once and remembered, and
 * Remix is given a build that consists of the routes on this way alone: the same answer, whatever the number of routes.
 */
export function pages(build: ServerBuild | (() => Promise<ServerBuild>), publicUrl: string): RequestHandler {
	if (typeof build === "function") {
		const handle = createRequestHandler(build, "development")
		const within: Within = async (scope, answer) => withinOf(await build())(scope, answer)
		return answering(handle, publicUrl, within)
	}
	const handlerOf = (part: ServerBuild) =>
		answering(createRequestHandler(part, "production"), publicUrl, withinOf(build))
	const whole = handlerOf(build)
	const wayTo = rememberedWays(build.routes)
	const handlers = new Map<string, RequestHandler>()
	return (request, response, next) => {
		const way = wayTo(request.originalUrl)
		const leaf = way.at(-1)
		if (leaf === undefined) return whole(request, response, next)
		let handler = handlers.get(leaf)
		if (!handler) {
			handler = handlerOf(alongWay(build, way))
			handlers.set(leaf, handler)
		}
		return handler(request, response, next)
	}
}

type Handle = ReturnType<typeof createRequestHandler>
type Within = typeof withinRequest

/** The bundle's own copy of `withinRequest`: app/entry.server.tsx exports it. */
const withinOf = ({ entry }: ServerBuild): Within =>
	(entry.module as typeof entry.module & { withinRequest?: Within }).withinRequest ??
	((_, answer) => answer())

function answering(handle: Handle, publicUrl: string, within: Within): RequestHandler {
	return async (request, response, next) => {
		try {
			const context = contextOf(request, response)
			const { requestId, clientAddress: address } = context
			const scope = { requestId, address, path: loggablePath(request.originalUrl) }
			const answer = await within(scope, () => handle(requestOf(request, publicUrl), context))
			if (isLastWord(answer)) throw new Error("a route that has no page for its failure failed")
			await send(response, answer, context.document)
		} catch (error) {
			next(error)
		}
	}
}

/** Remix's own, in English: of a file's route, whose failure no boundary of a page shows. */
const isLastWord = ({ status, headers }: Response) =>
	status === 500 && headers.get("Content-Type")?.startsWith("text/plain") === true

const contextOf = (request: HttpRequest, response: HttpResponse): AppLoadContext => ({
	nonce: response.locals.nonce,
	requestId: response.locals.requestId,
	clientAddress: request.ip,
})

/** What Express received, as a loader sees it; of its address only the path and the query are the asker's word. */
function requestOf(request: HttpRequest, publicUrl: string): Request {
	const { method } = request
	const headers = new Headers()
	for (const [name, values] of Object.entries(request.headers))
		for (const value of [values ?? []].flat()) headers.append(name, value)
	const url = new URL(publicUrl).origin + request.originalUrl
	if (method === "GET" || method === "HEAD") return new Request(url, { method, headers })
	return new Request(url, {
		method,
		headers,
		body: createReadableStreamFromReadable(request),
		duplex: "half",
	})
}

async function send(response: HttpResponse, answer: Response, document: Buffer | undefined) {
	response.status(answer.status)
	for (const [name, value] of answer.headers) response.setHeader(name, value)
	const cookies = answer.headers.getSetCookie()
	if (cookies.length > 0) response.setHeader("Set-Cookie", cookies)
	if (document) response.end(document)
	else if (answer.body) await writeReadableStreamToWritable(answer.body, response)
	else response.end()
}
