import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { declineName, type Sex } from "./decline-name.ts"

const CASES = ["genitive", "dative", "accusative"] as const
const sex = fc.constantFrom<Sex>("m", "f")

// Names that the fields accept: one to three Russian words with hyphens, apostrophes, «ё» and any letter case.
const letter = fc.constantFrom(..."абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
const small = fc.string({ unit: letter, minLength: 1, maxLength: 12 })
const word = fc.oneof(
	small,
	small.map((text) => text.charAt(0).toUpperCase() + text.slice(1)),
	small.map((text) => text.toUpperCase()),
)
const part = fc.oneof(
	word,
	fc.tuple(word, word).map((halves) => halves.join("-")),
	fc.tuple(word, word).map((words) => words.join(" ")),
	word.map((text) => `О’${text}`),
)
const person = fc.record({
	surname: part,
	name: part,
	patronymic: fc.option(part, { nil: null }),
	sex: fc.option(sex, { nil: null }),
})

describe("whatever Russian name is typed", () => {
	it("no form has a double space, a trimmed end or a foreign letter", () => {
		fc.assert(
			fc.property(person, (typed) => {
				const declined = declineName(typed)
				for (const form of CASES.map((one) => declined[one])) {
					expect(form).toMatch(/^\S+(?: \S+)*$/)
					expect(form).toMatch(/^[А-ЯЁа-яё’ -]+$/)
				}
			}),
		)
	})

	it("has as many words and halves in every case as in the nominative", () => {
		const shape = (text: string) => text.split(" ").map((one) => one.split("-").length)
		fc.assert(
			fc.property(person, (typed) => {
				const declined = declineName(typed)
				const nominative = [typed.surname, typed.name, typed.patronymic ?? ""].filter(Boolean).join(" ")
				for (const one of CASES) expect(shape(declined[one])).toEqual(shape(nominative))
			}),
		)
	})

	it("keeps capital letters in their places, and keeps a name in capitals in capitals", () => {
		fc.assert(
			fc.property(small, small, sex, (surname, name, given) => {
				const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
				const declined = declineName({ surname: capital(surname), name: capital(name), sex: given })
				for (const one of CASES)
					for (const form of declined[one].split(" ")) {
						expect(form.charAt(0)).toBe(form.charAt(0).toUpperCase())
						expect(form.slice(1)).toBe(form.slice(1).toLowerCase())
					}
				const shout = (text: string) => `${text}АЯ`.toUpperCase()
				const loud = declineName({ surname: shout(surname), name: shout(name), sex: given })
				for (const one of CASES) expect(loud[one]).toBe(loud[one].toUpperCase())
			}),
			// fast-check found this surname once; it consists of an ending only.
			{
				examples: [
					["ая", "анна", "f"],
					["яя", "анна", "f"],
				],
			},
		)
	})

	it("gives the same forms for «ё» and «е», apart from that letter", () => {
		const plain = (text: string) => text.replaceAll("ё", "е").replaceAll("Ё", "Е")
		const names = [
			"Орёл",
			"Соловьёв",
			"Семёнова",
			"Пётр",
			"Артём",
			"Алёна",
			"Бобёр",
			"Козёл",
			"Осётр",
			"Фёкла",
		]
		for (const name of names)
			for (const given of ["m", "f"] as const)
				for (const one of CASES) {
					const withYo = declineName({ surname: name, name, sex: given })
					const without = declineName({ surname: plain(name), name: plain(name), sex: given })
					expect(plain(withYo[one])).toBe(without[one])
				}
	})

	it("keeps «ё» in the part of the word that does not change", () => {
		const forms = declineName({ surname: "Щёголева", name: "Фёкла", patronymic: "Артёмовна" })
		for (const one of CASES) expect(forms[one].match(/ё/g)).toHaveLength(3)
	})
})

describe("a double surname", () => {
	// Only unambiguous words, because a doubtful word may decline differently next to another one.
	const men = ["Иванов", "Достоевский", "Черных", "Шевченко", "Кузьмин", "Толстой", "Долгих", "Чайковский"]
	const women = ["Иванова", "Ким", "Толстая", "Черных", "Шевченко", "Захожая", "Мельник", "Кузьмина"]
	const half = (pool: string[]) => fc.constantFrom(...pool)

	it.each([
		["m", men],
		["f", women],
	] as const)("has each half in the form it has alone (%s)", (given, pool) => {
		fc.assert(
			fc.property(half([...pool]), half([...pool]), (first, second) => {
				const alone = (surname: string) => declineName({ surname, name: "", sex: given })
				const both = alone(`${first}-${second}`)
				for (const one of CASES) expect(both[one]).toBe(`${alone(first)[one]}-${alone(second)[one]}`)
				expect(both.doubts.every(({ why }) => why.startsWith("первая часть"))).toBe(true)
			}),
		)
	})
})

describe("a word that is not Russian", () => {
	it("stays as typed, and the person is always asked", () => {
		const foreign = fc.oneof(
			fc.string({ unit: fc.constantFrom(..."abcXYZ"), minLength: 1, maxLength: 8 }),
			letter,
			fc.tuple(small, fc.constantFrom(..."aZ9._")).map(([text, strange]) => text + strange),
		)
		fc.assert(
			fc.property(foreign, sex, (surname, given) => {
				const declined = declineName({ surname, name: "Анна", patronymic: "Петровна", sex: given })
				expect(declined.sure).toBe(false)
				const kept = (form: string) => form.toLowerCase().startsWith(`${surname.toLowerCase()} `)
				for (const one of CASES) expect(kept(declined[one])).toBe(true)
			}),
		)
	})

	it("never throws an error, whatever is typed", () => {
		const anything = fc.string({ unit: "grapheme", maxLength: 20 })
		fc.assert(
			fc.property(
				anything,
				anything,
				anything,
				fc.option(sex, { nil: null }),
				(surname, name, patronymic, given) => {
					expect(() => declineName({ surname, name, patronymic, sex: given })).not.toThrow()
				},
			),
		)
	})

	it("gives empty forms for an empty name", () => {
		const nobody = declineName({ surname: " ", name: "", patronymic: null })
		expect(nobody).toMatchObject({ genitive: "", dative: "", accusative: "" })
	})
})

describe("a stored correction", () => {
	const corrections = new Map([
		["surname m гребень", { genitive: "гребеня", dative: "гребеню", accusative: "гребеня" }],
	])
	it("overrides every rule for this word, sex and part of the name, and nobody is asked again", () => {
		const person = { surname: "Гребень", name: "Иван", patronymic: "Петрович" }
		expect(declineName(person).genitive).toBe("Гребня Ивана Петровича")
		expect(declineName(person).sure).toBe(false)
		expect(declineName(person, corrections)).toMatchObject({
			genitive: "Гребеня Ивана Петровича",
			dative: "Гребеню Ивану Петровичу",
			sure: true,
		})
	})
	it("does not touch the same word of the other sex", () => {
		const woman = { surname: "Гребень", name: "Анна", patronymic: "Петровна" }
		expect(declineName(woman, corrections).genitive).toBe("Гребень Анны Петровны")
	})
	it("applies to one half of a double surname, in the letter case that was typed", () => {
		const double = { surname: "ИВАНОВ-ГРЕБЕНЬ", name: "Иван", patronymic: "Петрович" }
		expect(declineName(double, corrections).dative).toBe("ИВАНОВУ-ГРЕБЕНЮ Ивану Петровичу")
	})
})
