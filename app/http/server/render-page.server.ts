import type { ReactElement } from "react"
import { renderToReadableStream } from "react-dom/server.browser"

/** Loaders are awaited earlier, so rendering takes milliseconds. If it takes this long, it will never end. */
const LONGEST_MS = 10_000

interface Rendering {
	nonce: string | undefined
	/** Aborted when the client has disconnected. */
	signal: AbortSignal
	/** Called for failures inside the page. If the page itself fails, `renderPage` rejects. */
	onError(error: unknown): void
}

/**
 * Renders a page in one piece, when all of it is ready. React 18 has two stream renderers. This one is for browsers,
 * because the one for Node writes zero bytes into multi-byte letters at the edges of its buffer.
 */
export async function renderPage(
	element: ReactElement,
	{ nonce, signal, onError }: Rendering,
): Promise<Buffer> {
	// Not AbortSignal.any: React never removes its listener, and Node keeps a combined signal with a listener for ever.
	const stop = new AbortController()
	const leave = () => stop.abort(signal.reason)
	if (signal.aborted) leave()
	signal.addEventListener("abort", leave)
	const timer = setTimeout(() => stop.abort(new Error("a page was not rendered in time")), LONGEST_MS)
	try {
		const options = { ...(nonce && { nonce }), signal: stop.signal, onError }
		return await Promise.race([wholeOf(renderToReadableStream(element, options)), abortOf(stop.signal)])
	} finally {
		// Each of the two would keep the whole page in memory.
		clearTimeout(timer)
		signal.removeEventListener("abort", leave)
	}
}

async function wholeOf(rendering: ReturnType<typeof renderToReadableStream>): Promise<Buffer> {
	const body = await rendering
	await body.allReady
	return Buffer.from(await new Response(body).arrayBuffer())
}

/** React 18 reports nothing if it is stopped before the frame of the page is ready. */
const abortOf = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), { once: true })
	})
