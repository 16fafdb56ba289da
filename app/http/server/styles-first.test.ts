import { expect, test } from "vitest"
import { stylesFirst } from "./styles-first.ts"

test("preloads of scripts are held back, and everything else stays as it is", () => {
	const page =
		'<link rel="stylesheet" href="/a.css"/><p>Ёлка</p><link rel="modulepreload" href="/a.js"/><link rel="modulepreload" href="/b.js"/>'
	expect(stylesFirst(Buffer.from(page)).toString()).toBe(
		'<link rel="stylesheet" href="/a.css"/><p>Ёлка</p><link rel="modulepreload" media="not all" href="/a.js"/><link rel="modulepreload" media="not all" href="/b.js"/>',
	)
})
