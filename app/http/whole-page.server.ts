import { text } from "node:stream/consumers"

/** What may end a script, or a line of it, before its time. */
const UNSAFE = /[<>&\u2028\u2029]/g
const escaped = (found: string) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`

/** The data of a page, as Remix has written them for the browser. */
export const dataOf = (stream: ReadableStream<Uint8Array> | undefined) =>
	stream ? text(stream as import("node:stream/web").ReadableStream) : undefined

/**
 * The document that React has rendered, with the page's data at its end: what Remix would put there piece by piece, had it
 * streamed the page (`StreamTransfer` of @remix-run/react).
 * @param html from «<html» on
 * @param data nothing for a page without scripts
 */
export function wholePage(html: string, data: string | undefined, nonce: string | undefined): string {
	if (data === undefined) return `<!DOCTYPE html>${html}`
	const end = html.lastIndexOf("</body>")
	const controller = "window.__remixContext.streamController"
	const told = JSON.stringify(data).replace(UNSAFE, escaped)
	const script = `<script nonce="${nonce ?? ""}">${controller}.enqueue(${told});${controller}.close();</script>`
	return `<!DOCTYPE html>${html.slice(0, end)}${script}${html.slice(end)}`
}
