import { describe, expect, test } from "vitest"
import { pageKey, renderedPages } from "./rendered-pages.server.ts"

const FIRST = "Zmlyc3QtZmlyc3QtZmlyc3Q="
const SECOND = "c2Vjb25kLXNlY29uZC1zZWM="
const page = (nonce: string, words = "Заявление") =>
	`<script nonce="${nonce}">1</script><p>${words}</p><script nonce="${nonce}">2</script>`

/** Keeps pages of one answer each. */
function keeping(...keys: string[]) {
	const pages = renderedPages(2)
	for (const key of keys) pages.keep(key, Buffer.from(page(FIRST, key)), FIRST)
	return { ask: (key: string, nonce = SECOND) => pages.find(key, nonce)?.toString(), pages }
}

describe("a page that was rendered", () => {
	test("answers whoever asks the same, with that request's own nonce", () => {
		const { ask } = keeping("список")
		expect(ask("список")).toBe(page(SECOND, "список"))
		expect(ask("список", FIRST)).toBe(page(FIRST, "список"))
	})

	test("is rendered anew for another address and for other data", () => {
		const key = pageKey("/teacher", '["Ждёт"]')
		const { ask } = keeping(key)
		expect(ask(key)).toBeDefined()
		expect(ask(pageKey("/teacher", '["Зарегистрировано"]'))).toBeUndefined()
		expect(ask(pageKey("/school", '["Ждёт"]'))).toBeUndefined()
		expect(ask(pageKey("/teacher\n", '["Ждёт"]'))).toBeUndefined()
	})

	test("is forgotten when others were asked for more lately", () => {
		const { ask, pages } = keeping("первая", "вторая")
		ask("первая")
		pages.keep("третья", Buffer.from(page(FIRST)), FIRST)
		expect(ask("первая")).toBeDefined()
		expect(ask("вторая")).toBeUndefined()
	})

	test("of unusual size is not kept", () => {
		const { ask, pages } = keeping()
		pages.keep("график", Buffer.from(page(FIRST, "ж".repeat(50_000))), FIRST)
		expect(ask("график")).toBeUndefined()
	})
})
