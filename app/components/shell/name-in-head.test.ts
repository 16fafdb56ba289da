import { expect, test } from "vitest"
import { nameInHead } from "./name-in-head.ts"

test.each([
	["Ерёмина Ольга Викторовна", "Ерёмина Ольга Викторовна"],
	["Преображенская Екатерина Константиновна", "Преображенская Е. К."],
	["koordinator-po-attestacii-tomsk", "koordinator-po-attestacii-tomsk"],
])("%s stands in the head as «%s», so that the menu keeps its line", (full, shown) => {
	expect(nameInHead(full).replaceAll("\u00a0", " ")).toBe(shown)
})
