import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { createElement, Suspense } from "react"
import { describe, expect, test } from "vitest"
import { renderPage } from "./render-page.server.ts"

const signal = new AbortController().signal
const calm = {
	nonce: undefined,
	signal,
	onError: (error: unknown) => {
		throw error
	},
}

describe("a page that is rendered", () => {
	test("has every Russian letter whole, wherever the renderer's buffer ends", async () => {
		const words = Array.from({ length: 3_000 }, (_, index) => `Ёжик-${"щ".repeat(index % 7)}😀`)
		const html = (
			await renderPage(
				createElement("main", null, ...words.map((word, key) => createElement("p", { key }, word))),
				calm,
			)
		).toString("utf8")
		expect(html).toBe(`<main>${words.map((word) => `<p>${word}</p>`).join("")}</main>`)
	})

	test("waits for what its parts wait for", async () => {
		let ready = false
		const wait = Promise.resolve().then(() => {
			ready = true
		})
		const Late = () => {
			if (!ready) throw wait
			return createElement("p", null, "Готово")
		}
		const page = createElement("main", null, createElement(Suspense, { fallback: "…" }, createElement(Late)))
		expect((await renderPage(page, calm)).toString()).toContain("Готово")
	})

	test("fails when a component does", async () => {
		const Broken = () => {
			throw new Error("a component failed")
		}
		const quiet = { ...calm, onError: () => undefined }
		await expect(renderPage(createElement(Broken), quiet)).rejects.toThrow("a component failed")
	})

	test("is aborted when the person has disconnected", async () => {
		const left = new AbortController()
		const Endless = () => {
			throw new Promise(() => undefined)
		}
		const rendering = renderPage(createElement("main", null, createElement(Endless)), {
			...calm,
			signal: left.signal,
			onError: () => undefined,
		})
		left.abort(new Error("gone"))
		await expect(rendering).rejects.toThrow()
	})

	test("leaves nothing in memory, however long its connection lasts", async () => {
		setFlagsFromString("--expose-gc")
		const collect = runInNewContext("gc") as () => void
		const { signal } = new AbortController()
		const rendered: WeakRef<object>[] = []
		for (let page = 0; page < 20; page += 1) {
			const data = { name: `страница ${page}` }
			rendered.push(new WeakRef(data))
			const Page = ({ data }: { data: { name: string } }) => createElement("p", null, data.name)
			await renderPage(createElement(Page, { data }), { ...calm, signal })
		}
		await new Promise((resolve) => setImmediate(resolve))
		collect()
		expect(rendered.filter((page) => page.deref() !== undefined).length).toBeLessThan(5)
	})
})
