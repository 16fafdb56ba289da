import { PassThrough, type Transform } from "node:stream"
import { text } from "node:stream/consumers"
import { createElement } from "react"
import { renderToPipeableStream } from "react-dom/server"
import { expect, test } from "vitest"
import { htmlBody } from "./html-body.server.ts"

// One odd byte before each run of two-byte letters, so that a letter falls on the edge of the renderer's buffer.
const words = Array.from({ length: 400 }, (_, index) => `${"x".repeat(index % 3)}Электронная почта`)

const rendered = (body: Transform) => {
	const { pipe } = renderToPipeableStream(
		createElement(
			"ul",
			null,
			words.map((word, index) => createElement("li", { key: `${index}` }, word)),
		),
		{ onAllReady: () => pipe(body) },
	)
	return text(body)
}
const spoken = (html: string) => [...html.matchAll(/<li>([^<]*)<\/li>/g)].map(([, word]) => word)

test("a page comes as it was rendered: no letter is lost or torn at the edges of the renderer's buffer", async () => {
	expect(spoken(await rendered(htmlBody()))).toEqual(words)
})

test("the renderer alone leaves zero bytes in words (when it no longer does, the filter may go)", async () => {
	expect(await rendered(new PassThrough())).toContain("\0")
})
