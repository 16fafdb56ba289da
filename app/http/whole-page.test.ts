import { runInNewContext } from "node:vm"
import { expect, test } from "vitest"
import { dataOf, wholePage } from "./whole-page.server.ts"

const PAGE = "<html><head></head><body><p>Заявление</p></body></html>"

/** What the browser's program would read of the page. */
function readData(html: string) {
	const told: string[] = []
	const streamController = { enqueue: (part: string) => told.push(part), close: () => told.push("end") }
	const script = /<script nonce="n0nce">(.*?)<\/script>/s.exec(html)?.[1] ?? ""
	runInNewContext(script, { window: { __remixContext: { streamController } } })
	return told
}

test("the data of a page come to the browser as they were, whatever somebody typed", () => {
	const data = '[{"name":"</script><!--<script>&amp; \u2028\u2029 \\" Ёлкина"}]\n'
	expect(readData(wholePage(PAGE, data, "n0nce"))).toEqual([data, "end"])
})

test("the data stand at the end of the body, behind what people read", () => {
	const html = wholePage(PAGE, "[1]\n", "n0nce")
	expect(html).toMatch(
		/^<!DOCTYPE html><html><head><\/head><body><p>Заявление<\/p><script .*<\/script><\/body><\/html>$/s,
	)
})

test("a page without scripts brings no data", () => {
	expect(wholePage(PAGE, undefined, "n0nce")).toBe(`<!DOCTYPE html>${PAGE}`)
})

test("letters that come in two pieces are put together", async () => {
	const bytes = Buffer.from("Ёлкина")
	const pieces = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(bytes.subarray(0, 3))
			controller.enqueue(bytes.subarray(3))
			controller.close()
		},
	})
	expect(await dataOf(pieces)).toBe("Ёлкина")
	expect(dataOf(undefined)).toBeUndefined()
})
