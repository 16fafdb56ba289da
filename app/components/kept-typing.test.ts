import { describe, expect, test } from "vitest"
import { keepTyping, lostTyping, noteLostTyping } from "./kept-typing.ts"

const typed = {
	username: "municipal",
	address: "/municipality/applications/1",
	act: "application.reject",
	fields: [["reason", "Нет подписи на второй странице"]] as [string, string][],
}

function tab() {
	const values = new Map<string, string>()
	return {
		getItem: (key: string) => values.get(key) ?? null,
		setItem: (key: string, value: string) => void values.set(key, value),
		removeItem: (key: string) => void values.delete(key),
	}
}

describe("what was typed when no answer came", () => {
	test("comes back on the same page, and waits there as long as a failure is shown in place of the form", () => {
		const store = tab()
		keepTyping(store, typed)
		expect(noteLostTyping(store)).toBe(typed.address)
		expect(lostTyping(store, "municipal", typed.address)).toMatchObject(typed)
		expect(lostTyping(store, "municipal", typed.address)).toMatchObject(typed)
	})

	test("is not shown to the next person at the same computer", () => {
		const store = tab()
		keepTyping(store, typed)
		noteLostTyping(store)
		expect(lostTyping(store, "municipal2", typed.address)).toBeNull()
		expect(lostTyping(store, "municipal", typed.address)).toBeNull()
	})

	test("does not land on another page", () => {
		const store = tab()
		keepTyping(store, typed)
		noteLostTyping(store)
		expect(lostTyping(store, "municipal", "/municipality/applications/2")).toBeNull()
	})

	test("is forgotten when the server did answer: a form that was taken is not filled in again", () => {
		const store = tab()
		keepTyping(store, typed)
		expect(lostTyping(store, "municipal", typed.address)).toBeNull()
		expect(noteLostTyping(store)).toBeNull()
	})

	test("does not keep a form from being sent when the tab has no room", () => {
		const full = { ...tab(), setItem: () => expect.fail("no room") }
		expect(() => keepTyping(full, typed)).not.toThrow()
	})
})
