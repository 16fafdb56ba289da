import { describe, expect, test } from "vitest"
import { repeatPair, suggestPair } from "./suggest-pair.ts"

const expert = (name: string, load: number, changes: object = {}) => ({
	id: name.toLowerCase(),
	name,
	load,
	obstacles: [] as string[],
	assessesEachOther: false,
	isColleague: false,
	nearSubject: false,
	...changes,
})
const near = { nearSubject: true }
const PERIOD = "2026-11"

describe("the suggested pair", () => {
	test("teaches the subject, before anybody with less to do", () => {
		const roster = [
			expert("Авдеев", 0),
			expert("Белов", 7, near),
			expert("Власов", 3, near),
			expert("Гусев", 9, near),
		]
		expect(suggestPair(roster, PERIOD)).toEqual({
			period: PERIOD,
			experts: ["власов", "белов"],
			names: "Власов (нагрузка 3), Белов (нагрузка 7)",
		})
	})

	test("has one of another subject when there is one of the subject only", () => {
		const roster = [expert("Авдеев", 2), expert("Белов", 1), expert("Власов", 9, near)]
		expect(suggestPair(roster, PERIOD)?.experts).toEqual(["власов", "белов"])
	})

	test("leaves out whoever may not be chosen, needs a reason, or is assessed by the teacher", () => {
		const roster = [
			expert("Авдеев", 0, { obstacles: ["Нет в списке"] }),
			expert("Белов", 0, { isColleague: true }),
			expert("Власов", 0, { assessesEachOther: true }),
			expert("Гусев", 5),
		]
		expect(suggestPair(roster, PERIOD)).toBeNull()
		expect(suggestPair([...roster, expert("Дёмин", 6)], PERIOD)?.experts).toEqual(["гусев", "дёмин"])
	})

	test("is none without a period", () => {
		expect(suggestPair([expert("Авдеев", 0), expert("Белов", 0)], null)).toBeNull()
	})
})

describe("the pair of the one before", () => {
	const roster = [expert("Авдеев", 4), expert("Белов", 4), expert("Власов", 0, { isColleague: true })]

	test("is offered once more in the same order", () => {
		expect(repeatPair(roster, PERIOD, ["белов", "авдеев"])?.experts).toEqual(["белов", "авдеев"])
	})

	test("is not offered when one of them cannot be chosen here", () => {
		expect(repeatPair(roster, PERIOD, ["белов", "власов"])).toBeNull()
		expect(repeatPair(roster, PERIOD, ["белов", "никто"])).toBeNull()
		expect(repeatPair(roster, PERIOD, ["белов"])).toBeNull()
	})
})
