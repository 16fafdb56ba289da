import { describe, expect, test } from "vitest"
import { FormDraftSchema, type FormField } from "./application.form.ts"
import { knownFrom, knownInWords, knownOf, markOf, reconcileAnswers } from "./known-answers.ts"

const ODD = [
	"",
	" Мария ",
	"ИВАНОВА -петрова",
	"О'Нил",
	"14 лет",
	"меньше года",
	"первая\r\nвторая ",
	"«ёлка» \u00ad1",
]

describe("what a page knows of the stored answers", () => {
	test("is the same mark before and after the draft has tidied the answer", () => {
		for (const field of Object.keys(FormDraftSchema.shape) as FormField[])
			for (const typed of ODD) {
				const stored = FormDraftSchema.shape[field].safeParse(typed)
				if (stored.success) expect(markOf(field, stored.data ?? "")).toBe(markOf(field, typed))
			}
	})

	test("differs for different texts, and fits into a short field", () => {
		const marks = new Set(
			["", "а", "б", "аб", "ба", "а".repeat(6000), "б".repeat(6000)].map((one) => markOf("result1", one)),
		)
		expect(marks.size).toBe(7)
		const form = Object.fromEntries([1, 2, 3, 4, 5].map((one) => [`result${one}`, "слово ".repeat(1000)]))
		expect(knownOf(form, Object.keys(form)).length).toBeLessThan(150)
	})

	test("arrives as it was sent, and nonsense is no knowledge", () => {
		const known = { surname: ["1a", "2b"], name: ["3c"] }
		expect(knownFrom(knownInWords(known))).toEqual(known)
		expect(knownFrom("")).toEqual({})
		expect(knownFrom(":,x,y:")).toEqual({})
	})
})

describe("answers of two windows", () => {
	const both = { awards: "Грамота", degree: "нет" }
	const page = knownFrom(knownOf(both, ["awards", "degree"]))
	const reconcile = (stored: object, sent: object) =>
		reconcileAnswers(stored as typeof both, sent as typeof both, page)

	test("to different questions are both kept", () => {
		const stored = { awards: "Грамота", degree: "к. п. н." }
		expect(reconcile(stored, { awards: "Медаль", degree: "нет" })).toEqual({ awards: "Медаль" })
	})

	test("to one question are not replaced by each other: the later window is told the other one", () => {
		expect(() => reconcile({ awards: "Медаль", degree: "нет" }, { awards: "Диплом" })).toThrow(
			expect.objectContaining({
				code: "stale",
				fields: { awards: expect.stringContaining("В другом окне сохранено: «Медаль»") },
			}),
		)
		expect(() => reconcile({ awards: "" }, { awards: "Диплом" })).toThrow(
			expect.objectContaining({ fields: { awards: expect.stringContaining("пусто") } }),
		)
	})

	test("that are the same are no conflict", () => {
		expect(reconcile({ awards: "Медаль" }, { awards: " Медаль " })).toEqual({ awards: " Медаль " })
	})

	test("of a page that says nothing about a question are stored", () => {
		expect(reconcileAnswers({ training: "а" } as Record<string, string>, { training: "б" }, page)).toEqual({
			training: "б",
		})
	})

	test("that are chosen from a list are told without a code", () => {
		const known = knownFrom(knownOf({}, ["claimedCategory"]))
		expect(() =>
			reconcileAnswers({ claimedCategory: "first" }, { claimedCategory: "highest" }, known),
		).toThrow(expect.objectContaining({ fields: { claimedCategory: expect.not.stringContaining("first") } }))
	})
})
