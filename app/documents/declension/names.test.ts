import { describe, expect, it } from "vitest"
import { declineName, type Sex } from "./decline-name.ts"
import list from "./names.json"

// Each class of the list states its grammar rule. The expected forms were written by that rule, not by a program.
const rows = list.classes.flatMap(({ id, names }) =>
	names.map((line) => {
		const [sex = "", nominative = "", genitive = "", dative = "", accusative = ""] = line.split(" | ")
		return { id, sex: sex as Sex, nominative, genitive, dative, accusative }
	}),
)

/** Splits «ван дер Меер Пётр Ильич», «Мамедова Лейла Ариф кызы» or «Ким Чен Ир» into surname, name and patronymic. */
function parse(nominative: string) {
	const [, particles = "", rest = ""] = /^((?:(?:ван|дер|фон|де) )*)(.*)$/.exec(nominative) ?? []
	const [surname = "", ...others] = rest.split(" ")
	const isPatronymic = (word = "") => /(?:ич|на|ова|ов|оглы|оглу|кызы|гызы|улы|уулу|угли|кизи)$/.test(word)
	const start = others.length > 1 && isPatronymic(others.at(-1)) ? 1 : others.length
	return {
		surname: particles + surname,
		name: others.slice(0, start).join(" "),
		patronymic: others.slice(start).join(" "),
	}
}

describe("the list of names", () => {
	it("has at least five hundred different names, most of them in difficult classes", () => {
		expect(new Set(rows.map(({ nominative }) => nominative)).size).toBe(rows.length)
		expect(rows.length).toBeGreaterThanOrEqual(500)
		const plain = list.classes.filter((one) => "plain" in one).flatMap(({ names }) => names)
		expect(plain.length / rows.length).toBeLessThan(0.4)
	})
	it("has a rule for every class and all forms in every row", () => {
		for (const { rule } of list.classes) expect(rule.length).toBeGreaterThan(30)
		for (const { genitive, dative, accusative } of rows)
			for (const form of [genitive, dative, accusative]) expect(form).toMatch(/^[А-ЯЁа-яё’ -]+$/)
	})
})

it.each(list.classes)("every name of the class $id follows its rule: $rule", ({ id, asks }) => {
	const ofClass = rows.filter((row) => row.id === id)
	const answers = ofClass.map(({ sex, nominative }) => {
		const { genitive, dative, accusative, sure } = declineName({ ...parse(nominative), sex })
		return { nominative, genitive, dative, accusative, asks: !sure }
	})
	const expected = ofClass.map(({ nominative, genitive, dative, accusative }) => ({
		nominative,
		genitive,
		dative,
		accusative,
		asks,
	}))
	expect(answers).toEqual(expected)
})

it("a patronymic shows the sex", () => {
	const named = rows.filter(({ nominative }) => parse(nominative).patronymic !== "")
	expect(named.length).toBeGreaterThan(800)
	const declined = named.map(({ nominative }) => `${declineName(parse(nominative)).sex} ${nominative}`)
	expect(declined).toEqual(named.map(({ sex, nominative }) => `${sex} ${nominative}`))
})
