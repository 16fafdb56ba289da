import { describe, expect, it } from "vitest"
import { accusativeFor, suggestedCorrections } from "./corrections.ts"
import { declineName, type Sex } from "./decline-name.ts"

const person = (surname: string, name: string, patronymic = "") => ({ surname, name, patronymic })
const guess = (named: ReturnType<typeof person>, sex: Sex, genitive: string) =>
	accusativeFor(named, sex, declineName({ ...named, sex }), genitive)

describe("the accusative derived from a corrected genitive", () => {
	it.each([
		["Гребень", "Пётр", "m", "Гребеня Петра", "Гребеня Петра"],
		["Калина", "Анна", "f", "Калиной Анны", "Калину Анну"],
		["Гулиа", "Ия", "f", "Гулиа Ии", "Гулиа Ию"],
		["Берия", "Илья", "m", "Берия Ильи", "Берия Илью"],
		["Рерих", "Иван", "m", "Рерих Ивана", "Рерих Ивана"],
	] as const)("%s %s", (surname, name, sex, genitive, accusative) => {
		expect(guess(person(surname, name), sex, genitive)).toBe(accusative)
	})
	it("stays as proposed when genitive and name differ in the number of words", () => {
		expect(guess(person("Ким", "Иван"), "m", "Кима")).toBe("Кима Ивана")
	})
})

describe("the correction that is suggested after an owner changed a case", () => {
	const named = person("Орёл-Иванов", "Пётр", "Ильич")
	const proposed = declineName(named)

	it("is empty when the owner agrees, in capital or small letters", () => {
		expect(suggestedCorrections(named, "m", proposed, proposed)).toEqual([])
		const loud = { ...proposed, genitive: proposed.genitive.toUpperCase() }
		expect(suggestedCorrections(named, "m", proposed, loud)).toEqual([])
	})
	it("is the single word that differs, in small letters, also for one half of a surname", () => {
		const own = {
			genitive: "Орёла-Иванова Петра Ильича",
			dative: "Орёлу-Иванову Петру Ильичу",
			accusative: "Орёла-Иванова Петра Ильича",
		}
		expect(suggestedCorrections(named, "m", proposed, own)).toEqual([
			{ part: "surname", sex: "m", word: "орел", genitive: "орёла", dative: "орёлу", accusative: "орёла" },
		])
	})
})
