import { describe, expect, test } from "vitest"
import { type Known, prefill, sourcesOf } from "./prefill.ts"

const person = {
	surname: "Лаптева",
	name: "Вера",
	patronymic: "Ильинична",
	sex: "f",
	genitive: "Лаптевой Веры Ильиничны",
	dative: "Лаптевой Вере Ильиничне",
	phone: "+7 913 000-00-00",
	email: "vera@example.ru",
} as const
const known: Known = {
	person,
	workplace: { id: "second", appointedOn: null },
	held: null,
	last: null,
	samePosition: null,
	repeated: null,
}
const former = {
	surname: "Старая",
	appointedOn: "01.09.2010",
	awards: "Грамота, 2019",
	claimedCategory: "first",
	result1: "Качество знаний выросло.",
	procedure: "simplified",
	casesConfirmed: "Старой",
} as const

describe("a new application", () => {
	test("takes the name, phone and e-mail from the profile", () => {
		expect(prefill(known)).toMatchObject(person)
	})

	test("takes the appointment date from its own workplace", () => {
		const workplace = { id: "second", appointedOn: "2019-01-15" }
		expect(prefill({ ...known, workplace, samePosition: former }).appointedOn).toBe("15.01.2019")
	})

	test("takes the appointment date from an application for the same position if the profile has none", () => {
		expect(prefill({ ...known, last: former, samePosition: former }).appointedOn).toBe("01.09.2010")
	})

	test("never takes the appointment date of another position", () => {
		expect(prefill({ ...known, last: former }).appointedOn).toBe("")
	})

	test("keeps schools, degrees and awards, but not the claim and the results of a decided application", () => {
		const draft = prefill({ ...known, last: former, samePosition: former })
		expect(draft.awards).toBe("Грамота, 2019")
		expect([draft.claimedCategory, draft.result1]).toEqual([undefined, undefined])
		expect(draft.procedure).toBe("general")
	})

	test("copies a withdrawn one completely, except for what the profile says now", () => {
		const draft = prefill({ ...known, last: former, samePosition: former, repeated: former })
		expect(draft).toMatchObject({
			claimedCategory: "first",
			result1: "Качество знаний выросло.",
			procedure: "simplified",
			surname: "Лаптева",
		})
		expect(draft.casesConfirmed).toBeUndefined()
	})

	test("takes the category that the profile holds for the position", () => {
		const held = { category: "first", setOn: "2021-12-02", endsOn: null }
		expect(prefill({ ...known, held })).toMatchObject({
			currentCategory: "first",
			currentSetOn: "02.12.2021",
			currentTerm: "indefinite",
			currentEndsOn: "",
		})
	})
})

describe("the source of an answer", () => {
	const earlier = { form: former, on: "29.11.2026" }
	const sources = (form: object) =>
		sourcesOf(form, { person, workplace: { appointedOn: "2019-01-15" }, held: null, earlier })

	test("is the earlier application, with its date", () => {
		expect(sources({ awards: "Грамота, 2019" })).toEqual({ awards: "Из заявления от 29.11.2026" })
	})

	test("is the profile where the profile says the same", () => {
		expect(sources({ appointedOn: "15.01.2019", phone: person.phone })).toEqual({
			appointedOn: "Из личного кабинета",
			phone: "Из личного кабинета",
		})
	})

	test("is not named for the procedure, which every application begins with", () => {
		expect(sources({ procedure: former.procedure })).toEqual({})
	})

	test("is gone once the teacher has changed the answer, and an empty answer has none", () => {
		expect(sources({ awards: "Грамота, 2020", degree: "" })).toEqual({})
	})
})
