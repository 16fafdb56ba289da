import { describe, expect, it } from "vitest"
import {
	categoryPhrase,
	type Position,
	placeBeside,
	positionWithSubject,
	type SubjectLink,
	yearsPhrase,
} from "./phrases.ts"

const position = (nominative: string, genitive: string, subjectLink: SubjectLink): Position => ({
	cases: {
		nominative,
		genitive,
		dative: "",
		accusative: genitive,
		instrumental: "",
		prepositional: "",
	},
	subjectLink,
})
const teacher = position("учитель", "учителя", "genitive")
const mathematics = { nominative: "математика", genitive: "математики" }

describe("a position with its subject", () => {
	it("a teacher teaches something", () => {
		expect(positionWithSubject(teacher, mathematics, "genitive")).toBe("учителя математики")
		expect(positionWithSubject(teacher, null, "genitive")).toBe("учителя")
	})
	it("a position that names its field already takes no subject", () => {
		const instructor = position(
			"инструктор по физической культуре",
			"инструктора по физической культуре",
			"none",
		)
		const sport = { nominative: "физическая культура", genitive: "физической культуры" }
		expect(positionWithSubject(instructor, sport, "nominative")).toBe("инструктор по физической культуре")
	})
	it("a direction of additional education stands in brackets, or in the genitive when wanted", () => {
		const pdo = position(
			"педагог дополнительного образования",
			"педагога дополнительного образования",
			"genitive_or_parentheses",
		)
		const dance = { nominative: "хореография", genitive: "хореографии" }
		expect(positionWithSubject(pdo, dance, "genitive")).toBe(
			"педагога дополнительного образования (хореография)",
		)
		expect(positionWithSubject(pdo, dance, "nominative", { parentheses: false })).toBe(
			"педагог дополнительного образования хореографии",
		)
	})
	it("a sport is joined with «по», and left out when its dative is not known", () => {
		const coach = position("тренер-преподаватель", "тренера-преподавателя", "po_dative")
		const swimming = { nominative: "плавание", genitive: "плавания", dative: "плаванию" }
		expect(positionWithSubject(coach, swimming, "genitive")).toBe("тренера-преподавателя по плаванию")
		expect(positionWithSubject(coach, { ...swimming, dative: null }, "nominative")).toBe(
			"тренер-преподаватель",
		)
	})
})

describe("categories and years", () => {
	it("a category agrees with the feminine noun", () => {
		expect(categoryPhrase("first", "accusative")).toBe("первую")
		expect(categoryPhrase("highest", "dative")).toBe("высшей")
	})
	it.each([
		[1, "1 год"],
		[2, "2 года"],
		[5, "5 лет"],
		[11, "11 лет"],
		[12, "12 лет"],
		[21, "21 год"],
		[34, "34 года"],
		[0, "0 лет"],
		[112, "112 лет"],
	])("%i: %s", (years, phrase) => expect(yearsPhrase(years)).toBe(phrase))
})

describe("the municipality beside a place of work", () => {
	it.each([
		["МАОУ СОШ № 901 г. Томска", "Город Томск"],
		["МАОУ СОШ № 901, г. Томск", "г. Томск"],
		["Город Томск", "Город Томск"],
		["МБОУ «Средняя школа № 4» (Колпашевский район)", "Колпашевский район"],
		["МКОУ «Школа с. Тогур» Колпашевского района", "Колпашевский район"],
		["МБДОУ № 5 г. Стрежевого", "Городской округ Стрежевой"],
		["ЦРО ЗАТО Северск", "ЗАТО Северск"],
	])("is not said twice: «%s», «%s»", (workplace, municipality) => {
		expect(placeBeside(workplace, municipality)).toBe("")
	})
	it.each([
		["МАОУ СОШ № 5", "Город Томск"],
		["МБОУ «Томская гимназия»", "Томский район"],
		["МБОУ «Томская гимназия»", "Город Томск"],
		["МБОУ СОШ № 1 г. Томска", "Томский район"],
		["МАОУ «Школа Томского района»", "Город Томск"],
		["Детский сад «Северок»", "ЗАТО Северск"],
		["", "Колпашевский район"],
	])("is said where nothing else says it: «%s», «%s»", (workplace, municipality) => {
		expect(placeBeside(workplace, municipality)).toBe(municipality)
	})
})
