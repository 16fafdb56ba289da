import type { ReactElement } from "react"
import { renderToReadableStream } from "react-dom/server.browser"

/** Loaders are awaited before, so rendering takes milliseconds; what takes this long will not end. */
const LONGEST_MS = 10_000

interface Rendering {
	nonce: string | undefined
	/** Aborted when the person has gone away. */
	signal: AbortSignal
	/** For what fails inside the page; without the page itself `renderPage` rejects. */
	onError(error: unknown): void
}

/**
 * A page as one piece, when all of it is ready. Of React 18's two renderers of streams this is the one for browsers: the one for
 * Node writes zero bytes into letters of several bytes at the edges of its buffer.
 */
export async function renderPage(
	element: ReactElement,
	{ nonce, signal, onError }: Rendering,
): Promise<Buffer> {
	const late = new AbortController()
	const timer = setTimeout(() => late.abort(new Error("a page was not rendered in time")), LONGEST_MS)
	const stop = AbortSignal.any([signal, late.signal])
	try {
		const rendering = renderToReadableStream(element, { ...(nonce && { nonce }), signal: stop, onError })
		return await Promise.race([wholeOf(rendering), abortOf(stop)])
	} finally {
		// A timer that is left running keeps the whole page in memory.
		clearTimeout(timer)
	}
}

async function wholeOf(rendering: ReturnType<typeof renderToReadableStream>): Promise<Buffer> {
	const body = await rendering
	await body.allReady
	return Buffer.from(await new Response(body).arrayBuffer())
}

/** React 18 says nothing when it is stopped before the frame of the page is ready. */
const abortOf = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), { once: true })
	})
