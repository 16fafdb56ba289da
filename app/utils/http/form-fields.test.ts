import { describe, expect, test } from "vitest"
import { z } from "zod"
import { submissionOf } from "./form.server.ts"
import { FormFields, MOST_FIELDS } from "./form-fields.ts"

const many = (count: number): [string, string][] =>
	Array.from({ length: count }, (_, index) => [`f${index}`, "x"])

describe("the fields of a form", () => {
	test("keep every value of a name, in the order they were sent", () => {
		const fields = new FormFields([
			["id", "1"],
			["id", "2"],
			["q", "Ёлкина 😀"],
		])
		expect(fields.getAll("id")).toEqual(["1", "2"])
		expect(fields.get("q")).toBe("Ёлкина 😀")
		expect(fields.get("constructor")).toBeNull()
		expect(fields.texts().id).toBe("2")
	})

	test("named like a property of every object are only fields", () => {
		const texts = new FormFields([
			["constructor", "x"],
			["toString", "y"],
			["hasOwnProperty", "z"],
		]).texts()
		expect(Object.getPrototypeOf(texts)).toBeNull()
		expect(Object.keys(texts)).toEqual(["constructor", "toString", "hasOwnProperty"])
	})

	test.each([
		"username[10000000]",
		"a[0]",
		"a[]",
		"a.b",
		`${"a.".repeat(100_000)}a`,
		"__proto__",
		"a b",
		"a\0b",
		"имя",
		"",
		"x".repeat(65),
	])("are refused when a name is not plain", (name) => {
		expect(() => new FormFields([[name, "x"]])).toThrow("не страницей этого сайта")
	})

	test("are refused when there are more, or more text, than any page sends", () => {
		expect(new FormFields(many(MOST_FIELDS)).has(`f${MOST_FIELDS - 1}`)).toBe(true)
		expect(() => new FormFields(many(MOST_FIELDS + 1))).toThrow("слишком много")
		expect(() => new FormFields([["reason", "я".repeat(131_073)]])).toThrow("слишком много")
	})

	test("lose the characters that no key types: controls and marks that reverse the direction of writing", () => {
		const sent = "нет\0 \u202eподписи\u202c\u0007,\r\n\tсм. \u2066лист 2\u2069 👩\u200d🏫"
		expect(new FormFields([["reason", sent]]).get("reason")).toBe("нет подписи,\r\n\tсм. лист 2 👩\u200d🏫")
	})
})

describe("a form read by its schema", () => {
	const Schema = z.object({ username: z.string(), roles: z.array(z.string()).optional() })

	test("gives the schema's own names, and drops the others", () => {
		const submission = submissionOf(
			new FormFields([
				["username", "anna"],
				["roles", "a"],
				["roles", "b"],
				["isAdmin", "on"],
			]),
			Schema,
		)
		expect(submission.status === "success" && submission.value).toEqual({
			username: "anna",
			roles: ["a", "b"],
		})
		expect(Object.keys(submission.reply().initialValue ?? {})).not.toContain("isAdmin")
	})

	test("must be one of named fields", () => {
		expect(() => submissionOf(new FormFields([]), z.string())).toThrow("named fields")
	})
})
