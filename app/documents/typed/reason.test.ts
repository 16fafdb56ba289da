import { describe, expect, it } from "vitest"
import { reasonInParts } from "./reason.ts"

const words = ({ reasonLead, reasonTail }: ReturnType<typeof reasonInParts>) =>
	[...reasonLead, reasonTail ?? ""].join(" ").replace(/\s+/g, " ").trim()

describe("the reason of a withdrawal", () => {
	it("that is short is printed in one piece", () => {
		expect(reasonInParts("По состоянию здоровья.")).toEqual({ reasonLead: [], reasonTail: null })
	})
	it("of several lines keeps only its last line with the signature", () => {
		expect(reasonInParts("болезнь\nпереезд\nувольнение")).toEqual({
			reasonLead: ["Причина отзыва: болезнь", "переезд"],
			reasonTail: "увольнение",
		})
	})
	it("of three thousand letters is parted behind a sentence", () => {
		const parts = reasonInParts("Меняю место работы и переезжаю в другой район области. ".repeat(54).trim())
		expect(parts.reasonLead.at(-1)).toMatch(/области\.$/)
		expect(parts.reasonTail).toMatch(/^Меняю/)
		expect(parts.reasonTail?.length).toBeLessThan(400)
	})
	it.each([
		["words without a sentence", "слово ".repeat(500).trim()],
		["letters without a space", "ы".repeat(3000)],
		["thirty-five lines", Array.from({ length: 35 }, (_, index) => `Строка ${index}`).join("\n")],
		["a long last line", `коротко\n${"Длинное предложение о причинах. ".repeat(60).trim()}`],
	])("loses and adds nothing: %s", (_, reason) => {
		const parts = reasonInParts(reason)
		const printed = words(parts).replace("Причина отзыва: ", "")
		expect(printed.replaceAll(" ", "")).toBe(reason.replaceAll(/\s/g, ""))
		expect((parts.reasonTail ?? "").length).toBeLessThanOrEqual(400)
	})
})
