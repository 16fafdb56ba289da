import { describe, expect, test } from "vitest"
import { forgetUnsaved, keepTyping, lostTyping, noteLostTyping, unsavedTyping } from "./kept-typing.ts"
import { changed, reconciled } from "./typed-answers.ts"

const typed = {
	username: "municipal",
	address: "/municipality/applications/1",
	act: "application.reject",
	fields: [["reason", "Нет подписи на второй странице"]] as [string, string][],
}
const STEP = "/teacher/application?step=awards"
const OTHER_STEP = "/teacher/application?step=results"
const unsaved = {
	username: "teacher",
	address: STEP,
	act: "form.save",
	fields: [["awards", "Грамота, 2024"]] as [string, string][],
	known: { awards: [""] },
}

function tab() {
	const values = new Map<string, string>()
	return {
		getItem: (key: string) => values.get(key) ?? null,
		setItem: (key: string, value: string) => void values.set(key, value),
		removeItem: (key: string) => void values.delete(key),
	}
}

describe("text whose form got no answer", () => {
	test("is restored on the same page, and waits while an error page replaces the form", () => {
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

	test("is forgotten when the server did answer, because an accepted form is not filled in again", () => {
		const store = tab()
		keepTyping(store, typed)
		expect(lostTyping(store, "municipal", typed.address)).toBeNull()
		expect(noteLostTyping(store)).toBeNull()
	})

	test("does not keep a form from being sent when the tab has no room", () => {
		const full = { ...tab(), setItem: () => expect.fail("no room") }
		expect(() => keepTyping(full, typed)).not.toThrow()
	})

	test("is ignored when the store contains something else", () => {
		const store = tab()
		store.setItem("typed", '{"username":"teacher"}')
		expect(noteLostTyping(store)).toBeNull()
		store.setItem("typed", "{")
		expect(unsavedTyping(store, "teacher", STEP)).toBeNull()
	})
})

describe("text in a form that saves itself", () => {
	test("waits for its form across any number of other pages, one text for each form", () => {
		const store = tab()
		keepTyping(store, { ...unsaved, fields: [["awards", "Гра"]] })
		keepTyping(store, unsaved)
		keepTyping(store, { ...unsaved, address: OTHER_STEP })
		expect(lostTyping(store, "teacher", "/teacher")).toBeNull()
		expect(unsavedTyping(store, "teacher", STEP)).toEqual(unsaved)
		expect(unsavedTyping(store, "teacher", OTHER_STEP)?.fields).toEqual(unsaved.fields)
	})

	test("is forgotten once the server has it, while the text of another form is kept", () => {
		const store = tab()
		keepTyping(store, unsaved)
		keepTyping(store, { ...unsaved, address: OTHER_STEP })
		forgetUnsaved(store, STEP)
		expect(unsavedTyping(store, "teacher", STEP)).toBeNull()
		expect(unsavedTyping(store, "teacher", OTHER_STEP)).not.toBeNull()
	})

	test("is not shown to the next person at the same computer, and is gone after that person's visit", () => {
		const store = tab()
		keepTyping(store, unsaved)
		expect(unsavedTyping(store, "teacher2", STEP)).toBeNull()
		lostTyping(store, "teacher2", "/teacher")
		expect(unsavedTyping(store, "teacher", STEP)).toBeNull()
	})

	test("is named by the sign-in page and by failures; the form that was sent comes first", () => {
		const store = tab()
		keepTyping(store, unsaved)
		expect(noteLostTyping(store)).toBe(STEP)
		keepTyping(store, typed)
		expect(noteLostTyping(store)).toBe(typed.address)
		expect(unsavedTyping(store, "teacher", STEP)).toEqual(unsaved)
	})
})

describe("a page that was loaded again", () => {
	const known = { awards: ["", "Гра"] }

	test("gets back what was typed while the server still has an older text of the same person", () => {
		expect(reconciled({ awards: "Грамота" }, known, { awards: "" }).back).toEqual({ awards: "Грамота" })
		expect(reconciled({ awards: "Грамота" }, known, { awards: "Гра" }).back).toEqual({ awards: "Грамота" })
	})

	test("needs nothing when the server has the same text, apart from spaces and line ends", () => {
		expect(reconciled({ awards: "Грамота\nМедаль " }, known, { awards: "Грамота\r\nМедаль" })).toEqual({
			back: {},
			apart: {},
		})
	})

	test("never loses a newer text from elsewhere to an older one from here, nor the other way round", () => {
		expect(reconciled({ awards: "Грамота" }, known, { awards: "Медаль" })).toEqual({
			back: {},
			apart: { awards: "Грамота" },
		})
	})

	test("ignores answers to questions that it no longer asks", () => {
		expect(reconciled({ degree: "к. п. н." }, {}, { awards: "" })).toEqual({ back: {}, apart: {} })
	})

	test("sends only what differs, including an emptied answer", () => {
		expect(
			changed(
				{ awards: "", degree: "к. п. н.", training: "72 часа " },
				{ awards: "Медаль", training: "72 часа" },
			),
		).toEqual({
			awards: "",
			degree: "к. п. н.",
		})
	})
})
