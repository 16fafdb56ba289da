import { describe, expect, test } from "vitest"
import { askedByKey, type PressedKey } from "./keys.ts"

const KEYS = [
	{ letter: "J", words: "Следующее" },
	{ letter: "R", words: "Зарегистрировать" },
]
const press = (changes: Partial<PressedKey>): PressedKey => ({
	key: "j",
	code: "KeyJ",
	ctrlKey: false,
	altKey: false,
	metaKey: false,
	repeat: false,
	defaultPrevented: false,
	...changes,
})

describe("the keys of the workbench", () => {
	test("are known by their place, in the Russian layout, too", () => {
		expect(askedByKey(press({}), false, KEYS)).toBe("J")
		expect(askedByKey(press({ key: "о" }), false, KEYS)).toBe("J")
		expect(askedByKey(press({ key: "К", code: "KeyR" }), false, KEYS)).toBe("R")
		expect(askedByKey(press({ key: "q", code: "KeyQ" }), false, KEYS)).toBeNull()
	})

	test("show their list for «?», which lies elsewhere in each layout", () => {
		expect(askedByKey(press({ key: "?", code: "Slash" }), false, KEYS)).toBe("?")
		expect(askedByKey(press({ key: "?", code: "Digit7" }), false, KEYS)).toBe("?")
	})

	test("do nothing for whoever types, holds one down, or means another command", () => {
		expect(askedByKey(press({}), true, KEYS)).toBeNull()
		expect(askedByKey(press({ key: "?" }), true, KEYS)).toBeNull()
		for (const one of ["repeat", "ctrlKey", "altKey", "metaKey", "defaultPrevented"] as const)
			expect(askedByKey(press({ [one]: true }), false, KEYS), one).toBeNull()
	})
})
