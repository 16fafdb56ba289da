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

	test("is nothing when the store holds something else", () => {
		const store = tab()
		store.setItem("typed", '{"username":"teacher"}')
		expect(noteLostTyping(store)).toBeNull()
		store.setItem("typed", "{")
		expect(unsavedTyping(store, "teacher", STEP)).toBeNull()
	})
})

describe("what was typed into a form that saves itself", () => {
	test("waits for its form over any number of other pages, one text a form", () => {
		const store = tab()
		keepTyping(store, { ...unsaved, fields: [["awards", "Гра"]] })
		keepTyping(store, unsaved)
		keepTyping(store, { ...unsaved, address: OTHER_STEP })
		expect(lostTyping(store, "teacher", "/teacher")).toBeNull()
		expect(unsavedTyping(store, "teacher", STEP)).toEqual(unsaved)
		expect(unsavedTyping(store, "teacher", OTHER_STEP)?.fields).toEqual(unsaved.fields)
	})

	test("is forgotten once the server has it, the text of another form is not", () => {
		const store = tab()
		keepTyping(store, unsaved)
		keepTyping(store, { ...unsaved, address: OTHER_STEP })
		forgetUnsaved(store, STEP)
		expect(unsavedTyping(store, "teacher", STEP)).toBeNull()
		expect(unsavedTyping(store, "teacher", OTHER_STEP)).not.toBeNull()
	})

	test("is not shown to the next person at the same computer, and is gone when they have been there", () => {
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

describe("a page that has come anew", () => {
	const known = { awards: ["", "Гра"] }

	test("gets back what was typed while the server still has an older text of the same person", () => {
		expect(reconciled({ awards: "Грамота" }, known, { awards: "" }).back).toEqual({ awards: "Грамота" })
		expect(reconciled({ awards: "Грамота" }, known, { awards: "Гра" }).back).toEqual({ awards: "Грамота" })
	})

	test("needs nothing when the server has got it meanwhile, spaces and line ends apart", () => {
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

	test("leaves alone what it does not ask any more", () => {
		expect(reconciled({ degree: "к. п. н." }, {}, { awards: "" })).toEqual({ back: {}, apart: {} })
	})

	test("sends only what differs, an emptied answer too", () => {
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
