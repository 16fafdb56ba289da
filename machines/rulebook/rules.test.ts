import { describe, expect, it, test } from "vitest"
import { civilDate, instantOf } from "#app/utils/civil-date.ts"
import { CONDITION_VALUES, CONDITIONS } from "./conditions.ts"
import { FACT_WORDS, type RulebookFacts } from "./facts.ts"
import { examine } from "./index.ts"
import { NUMBER_LIMITS, NUMBER_NAMES, type NumberName } from "./numbers.ts"
import { isInEffect, NUMBERS, numbersOf, type ProcedureRule, RULE_GROUPS, RULES } from "./rules.ts"
import { forHighest, holds, NOTHING, refusedOn, vocational } from "./test-facts.ts"
import { fill, unknownPlaces } from "./wording.ts"

interface Example {
	rule: string
	facts: Partial<RulebookFacts>
	/** A day on which the rule fires, and the neighbouring day on which it does not. */
	fires: string
	not: string
	/** A phrase of the sentence. */
	says: string
}

/** One line for each rule and Order, at the edge of its time or of its effect. */
const EXAMPLES: Example[] = [
	{
		rule: "highest_without_first",
		facts: forHighest,
		fires: "2023-08-31",
		not: "2023-09-01",
		says: "через 2\u00a0года",
	},
	{
		rule: "highest_without_category",
		facts: forHighest,
		fires: "2023-09-01",
		not: "2023-08-31",
		says: "имеет или имел",
	},
	{
		rule: "highest_other_position",
		facts: { ...forHighest, ...holds("first", "2018-03-01", "2023-12-01"), samePosition: false },
		fires: "2023-08-31",
		not: "2023-09-01",
		says: "только по той должности",
	},
	{
		rule: "highest_before_term",
		facts: { ...forHighest, ...holds("first", "2020-03-02", "2025-03-02") },
		fires: "2022-03-01",
		not: "2022-03-02",
		says: "с 02.03.2022",
	},
	{
		rule: "highest_before_term",
		facts: { ...forHighest, ...holds("first", "2020-02-29", "2025-02-28") },
		fires: "2022-02-27",
		not: "2022-02-28",
		says: "с 28.02.2022",
	},
	{
		rule: "highest_before_term",
		facts: { ...forHighest, ...holds("first", "2022-01-10", "2027-01-10") },
		fires: "2023-08-31",
		not: "2023-09-01",
		says: "менее 2\u00a0лет",
	},
	{
		rule: "first_date_unknown",
		facts: { ...forHighest, ...holds("first", "2018-03-01", "2023-12-01"), firstSetOn: null },
		fires: "2023-08-31",
		not: "2023-09-01",
		says: "не указана",
	},
	...["2021-12-31", "2026-12-31"].map(
		(endsOn): Example => ({
			rule: "category_ended",
			facts: { ...forHighest, ...holds("highest", "2016-12-31", endsOn) },
			fires: `${Number(endsOn.slice(0, 4)) + 1}-01-01`,
			not: endsOn,
			says: "истёк 31.12",
		}),
	),
	{
		rule: "category_ends_soon",
		facts: { ...forHighest, ...holds("highest", "2017-05-31", "2022-05-31") },
		fires: "2022-03-01",
		not: "2022-02-28",
		says: "до 28.02.2022 включительно",
	},
	{
		rule: "category_ends_soon",
		facts: { ...forHighest, ...holds("highest", "2023-05-31", "2028-05-31") },
		fires: "2028-03-01",
		not: "2028-02-29",
		says: "до 29.02.2028 включительно",
	},
	{
		rule: "too_early",
		facts: holds("first", "2018-03-01", "2023-03-01"),
		fires: "2022-03-01",
		not: "2022-03-02",
		says: "не позднее 01.12.2022",
	},
	{
		rule: "too_early",
		facts: holds("first", "2023-02-28", "2028-02-28"),
		fires: "2027-02-28",
		not: "2027-03-01",
		says: "истекает нескоро",
	},
	{
		rule: "refused_recently",
		facts: refusedOn("2021-11-20"),
		fires: "2022-11-19",
		not: "2022-11-20",
		says: "через год, с 20.11.2022",
	},
	{
		rule: "refused_recently",
		facts: refusedOn("2024-02-29"),
		fires: "2025-02-27",
		not: "2025-02-28",
		says: "с 28.02.2025",
	},
]

/** Rules that do not depend on the day. */
const ALWAYS: [rule: string, facts: Partial<RulebookFacts>, days: string[]][] = [
	["already_indefinite", holds("first", "2023-08-01", null), ["2023-08-31", "2023-09-01", "2026-10-01"]],
	[
		"school_position",
		{ positionCode: "uchitel", organisationKind: "kindergarten" },
		["2014-06-15", "2023-08-31", "2023-09-01", "2029-09-01"],
	],
	["position_error", vocational, ["2014-06-15", "2023-08-31", "2023-09-01", "2029-09-01"]],
]

const found = (facts: Partial<RulebookFacts>, day: string) => examine({ ...NOTHING, ...facts }, day)
const firing = (facts: Partial<RulebookFacts>, day: string) => found(facts, day).map(({ code }) => code)

describe("every rule that is checked", () => {
	test.each(EXAMPLES)("$rule fires on $fires and not on $not", ({ rule, facts, fires, not, says }) => {
		expect(firing(facts, fires)).toContain(rule)
		expect(firing(facts, not)).not.toContain(rule)
		expect(found(facts, fires).find(({ code }) => code === rule)?.sentence).toContain(says)
	})

	test.each(ALWAYS)("%s fires under both Orders", (rule, facts, days) => {
		for (const day of days) expect(firing(facts, day), day).toContain(rule)
		for (const day of days) expect(firing({}, day), day).toEqual([])
	})

	it("has an example that fires, under each Order in whose time it holds", () => {
		const shown = [
			...EXAMPLES.map(({ rule, fires }) => [rule, fires]),
			...ALWAYS.flatMap(([rule, , days]) => days.map((day) => [rule, day])),
		]
		const times: [string, string][] = [
			["2014-06-15", "2023-08-31"],
			["2023-09-01", "2029-08-31"],
		]
		const without = times.flatMap(([from, to]) =>
			RULES.filter(({ condition }) => condition !== null)
				.filter((rule) => rule.from <= to && (rule.to === null || rule.to >= from))
				.filter(({ id }) => !shown.some(([rule, day = ""]) => rule === id && from <= day && day <= to))
				.map(({ id }) => `${id} since ${from}`),
		)
		expect(without).toEqual([])
	})

	it("changes with the last second of 31 August 2023 in Tomsk", () => {
		const at = (time: string, shift: number) => civilDate(new Date(instantOf(time).getTime() + shift))
		const [before, after] = [at("2023-09-01T00:00", -1000), at("2023-09-01T00:00", 1000)]
		expect([before, after]).toEqual(["2023-08-31", "2023-09-01"])
		expect(firing(forHighest, before)).toEqual(["highest_without_first"])
		expect(firing(forHighest, after)).toEqual(["highest_without_category"])
	})

	it("changes with the second in which its own day begins in Tomsk, at the end of a year too", () => {
		const ended = { ...forHighest, ...holds("highest", "2016-12-31", "2026-12-31") }
		const midnight = instantOf("2027-01-01").getTime()
		expect(firing(ended, civilDate(new Date(midnight - 1000)))).toEqual(["category_ends_soon"])
		expect(firing(ended, civilDate(new Date(midnight)))).toEqual(["category_ended"])
		expect(firing(ended, civilDate(new Date(midnight + 1000)))).toEqual(["category_ended"])
	})

	it("reads the facts that it names and no others", () => {
		const rich = [
			...EXAMPLES.map(({ facts, fires }) => [facts, fires] as const),
			...ALWAYS.map(([, facts, [day = ""]]) => [facts, day] as const),
		]
		for (const { id, condition, reads } of RULES) {
			if (!condition) continue
			const read = new Set<string>()
			for (const [facts, day] of rich) {
				const watched = new Proxy(
					{ ...NOTHING, ...facts },
					{
						get(target, name) {
							read.add(String(name))
							return Reflect.get(target, name)
						},
					},
				)
				CONDITIONS[condition](watched, day, NUMBERS)
			}
			expect([...read].sort(), id).toEqual([...reads].sort())
		}
	})

	it("shows exactly the values that its sentence may name", () => {
		const fired = [
			...EXAMPLES.map(({ rule, facts, fires }) => [rule, facts, fires] as const),
			...ALWAYS.map(([rule, facts, [day = ""]]) => [rule, facts, day] as const),
		]
		for (const [id, facts, day] of fired) {
			const condition = RULES.find((one) => one.id === id)?.condition
			if (!condition) throw new Error(`«${id}» checks nothing`)
			const values = CONDITIONS[condition]({ ...NOTHING, ...facts }, day, NUMBERS)
			expect(Object.keys(values ?? {}), id).toEqual([...CONDITION_VALUES[condition]])
		}
	})

	it("reads facts that the help can name, each in words of its own", () => {
		const words = Object.values(FACT_WORDS)
		for (const { reads } of RULES) for (const fact of reads) expect(FACT_WORDS).toHaveProperty(fact)
		for (const one of words) expect(one).toMatch(/^[а-яё -]{4,}$/)
		expect(new Set(words).size).toBe(Object.keys(NOTHING).length)
	})

	it("blocks only by the Order, and never by the calendar", () => {
		const blocking = RULES.filter(({ severity }) => severity === "blocks")
		expect(blocking.map(({ id }) => id)).toEqual([
			"highest_without_first",
			"highest_other_position",
			"highest_before_term",
			"highest_without_category",
		])
		expect(blocking.every(({ origin }) => origin === "order")).toBe(true)
	})
})

describe("every rule", () => {
	const known = (rule: ProcedureRule) => [
		...NUMBER_NAMES,
		...(rule.condition ? CONDITION_VALUES[rule.condition] : []),
	]

	it("has a unique id, a group, people whom it concerns and a day from which it is in force", () => {
		expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length)
		for (const rule of RULES) {
			expect(Object.keys(RULE_GROUPS), rule.id).toContain(rule.group)
			expect(rule.roles.length, rule.id).toBeGreaterThan(0)
			expect(isInEffect(rule, rule.from), rule.id).toBe(true)
		}
	})

	it("can fill its text, and has a sentence exactly when something is checked", () => {
		for (const rule of RULES) {
			expect(() => fill(rule.text, { ...NUMBERS }), rule.id).not.toThrow()
			expect(unknownPlaces(rule.finding ?? "", known(rule)), rule.id).toEqual([])
			expect([rule.finding !== null, rule.severity !== "informs"], rule.id).toEqual(
				Array(2).fill(rule.condition !== null),
			)
		}
	})

	it("is the only home of its numbers, which lie within their limits", () => {
		const homes = RULES.flatMap(({ numbers }) => Object.keys(numbers) as NumberName[])
		expect([...homes].sort()).toEqual([...NUMBER_NAMES].sort())
		for (const name of homes) {
			const { min, max } = NUMBER_LIMITS[name]
			expect(NUMBERS[name], name).toBeGreaterThanOrEqual(min)
			expect(NUMBERS[name], name).toBeLessThanOrEqual(max)
		}
		expect(() => numbersOf([])).toThrow(RangeError)
	})
})

describe("the texts of rules", () => {
	it("print a number with its noun in the right form, a date as on papers, and words unchanged", () => {
		const values = { reviewDays: 21, endsOn: "2026-12-02", claimed: "первую" }
		expect(fill("{reviewDays:день|дня|дней}, {endsOn}, {claimed}", values)).toBe(
			"21\u00a0день, 02.12.2026, первую",
		)
		expect(fill("до {reviewDays} числа", values)).toBe("до 21 числа")
	})

	test.each([
		"{unknown}",
		"{constructor}",
		"{}",
		"{reviewDays:день|дня}",
		"{ reviewDays }",
	])("do not accept «%s»", (text) => {
		expect(() => fill(text, { reviewDays: 1 })).toThrow(RangeError)
		expect(unknownPlaces(text, ["reviewDays"])).toEqual([text])
	})

	test.each([
		"до {reviewDays числа",
		"до reviewDays} числа",
	])("notice a brace without its partner: «%s»", (text) => {
		expect(unknownPlaces(text, ["reviewDays"])).toHaveLength(1)
	})
})
