import { describe, expect, test } from "vitest"
import { textWidth, wrap, wrapEvenly } from "./text-width.ts"

describe("the width of a text", () => {
	test("is the sum of the font's advances at its size", () => {
		// Golos Text 500: П 740, о 610 thousandths of the size.
		expect(textWidth("По", 10, "500")).toBeCloseTo(13.5, 1)
		expect(textWidth("По", 20, "500")).toBeCloseTo(27.0, 1)
		expect(textWidth("", 20, "500")).toBe(0)
	})

	test("of a character that was not measured is the widest, so that nothing is drawn over it", () => {
		expect(textWidth("漢", 10, "400")).toBeGreaterThan(textWidth("№", 10, "400"))
	})

	test("grows with the weight", () => {
		expect(textWidth("Зарегистрировать", 13, "600")).toBeGreaterThan(textWidth("Зарегистрировать", 13, "400"))
	})
})

describe("lines", () => {
	const text = "Прикрепить итоговое заключение с подписью педагога"

	test("break between words and fit", () => {
		const lines = wrap(text, 150, 13, "500")
		expect(lines.join(" ")).toBe(text)
		for (const line of lines) expect(textWidth(line, 13, "500")).toBeLessThanOrEqual(150)
	})

	test("keep a word that is wider whole, on a separate line", () => {
		expect(wrap("а Зарегистрировать б", 40, 13, "500")).toEqual(["а", "Зарегистрировать", "б"])
	})

	test("stay the same in number when evened out, and none is much longer than the others", () => {
		const even = wrapEvenly(text, 200, 13, "500")
		expect(even.length).toBe(wrap(text, 200, 13, "500").length)
		expect(even.join(" ")).toBe(text)
		const widest = (lines: string[]) => Math.max(...lines.map((line) => textWidth(line, 13, "500")))
		expect(widest(even)).toBeLessThanOrEqual(widest(wrap(text, 200, 13, "500")))
	})
})
