import { describe, expect, it } from "vitest"
import {
	BUILT_IN,
	type Edition,
	editionOn,
	NO_CHANGES,
	numbersOn,
	type RuleChanges,
	type RuleDecision,
	rulebookOf,
	rulesOn,
} from "./editions.ts"
import type { RulebookFacts } from "./facts.ts"
import { examine } from "./index.ts"
import { contradictionsIn } from "./numbers.ts"
import { NUMBERS } from "./rules.ts"
import { forHighest, holds, NOTHING, refusedOn, vocational } from "./test-facts.ts"

describe("an edition of the operators", () => {
	const edition = (number: number, inForceFrom: string, renewalMonths: number): Edition => ({
		number,
		inForceFrom,
		changes: { ...NO_CHANGES, rules: { category_ends_soon: { numbers: { renewalMonths } } } },
	})
	const book = [edition(1, "2026-10-01", 4), edition(2, "2026-11-01", 5)]

	it("is in force from its day on, and the one before it until then", () => {
		const months = (day: string) => numbersOn(book, day).renewalMonths
		expect(["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"].map(months)).toEqual([3, 4, 4, 5])
		expect(editionOn(book, "2026-09-30")).toBeUndefined()
		expect(editionOn(BUILT_IN, "2026-12-01")).toBeUndefined()
	})

	describe("that is decided in another order than that of the days", () => {
		const months = (renewalMonths: number): RuleChanges => ({
			...NO_CHANGES,
			rules: { category_ends_soon: { numbers: { renewalMonths } } },
		})
		const both: RuleChanges = {
			...NO_CHANGES,
			rules: { ...months(5).rules, centre_day: { numbers: { centre: 14 } } },
		}
		const future: RuleDecision = {
			number: 1,
			inForceFrom: "2027-01-01",
			base: NO_CHANGES,
			changes: months(5),
		}
		const inserted: RuleDecision = { number: 2, inForceFrom: "2026-12-01", base: months(5), changes: both }
		const numbers = (decisions: RuleDecision[], day: string) => {
			const { renewalMonths, centre } = numbersOn(rulebookOf(decisions), day)
			return [renewalMonths, centre]
		}

		it("changes only what it changed itself: before the later one, and after it", () => {
			const days = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"]
			expect(days.map((day) => numbers([future, inserted], day))).toEqual([
				[3, 15],
				[3, 14],
				[3, 14],
				[5, 14],
			])
		})

		it("stands when the other one is taken out", () => {
			expect(numbers([inserted], "2027-06-01")).toEqual([3, 14])
			expect(numbers([future], "2027-06-01")).toEqual([5, 15])
		})

		it("brings a value of the program back, though an earlier one has changed it", () => {
			const back: RuleDecision = {
				number: 3,
				inForceFrom: "2027-02-01",
				base: months(5),
				changes: NO_CHANGES,
			}
			expect(numbers([back, future], "2027-01-31")).toEqual([5, 15])
			expect(numbers([back, future], "2027-02-01")).toEqual([3, 15])
		})

		it("prevails by its number over another of the same day", () => {
			const same: RuleDecision = { ...future, number: 9, changes: months(7) }
			expect(numbers([same, future], "2027-01-01")).toEqual([7, 15])
			expect(numbers([future, same], "2027-01-01")).toEqual([7, 15])
		})
	})

	it("judges an application by the day of its submission, whatever came later", () => {
		const ending = { ...NOTHING, ...forHighest, ...holds("highest", "2022-02-15", "2027-02-15") }
		const judged = (day: string) => examine(ending, day, book).map(({ code }) => code)
		expect(judged("2026-09-30")).toEqual([])
		expect(judged("2026-10-15")).toEqual([])
		expect(judged("2026-10-16")).toEqual(["category_ends_soon"])
		expect(judged("2026-11-01")).toEqual(["category_ends_soon"])
	})

	it("ends a rule, moves its first day and changes its words", () => {
		const changes = {
			...NO_CHANGES,
			rules: {
				position_error: { to: "2026-10-31" },
				refused_recently: { finding: "Отказ был {refusedOn}.", from: "2026-10-10" },
			},
		}
		const changed = [{ number: 1, inForceFrom: "2026-10-01", changes }]
		const codes = (facts: Partial<RulebookFacts>, day: string) =>
			examine({ ...NOTHING, ...facts }, day, changed).map(({ sentence }) => sentence.slice(0, 25))
		expect(codes(vocational, "2026-10-31")).toHaveLength(1)
		expect(codes(vocational, "2026-11-01")).toEqual([])
		expect(codes(refusedOn("2026-05-01"), "2026-10-09")).toEqual([])
		expect(codes(refusedOn("2026-05-01"), "2026-10-10")).toEqual(["Отказ был 01.05.2026."])
	})

	it("adds a rule of the region, which people read and nothing checks", () => {
		const added = {
			id: "region_1",
			group: "region",
			from: "2026-10-01",
			to: null,
			title: "Консультации",
			text: "По вторникам.",
			roles: ["teacher"],
		} as const
		const withIt = [{ number: 1, inForceFrom: "2026-09-01", changes: { rules: {}, added: [added] } }]
		const ids = (day: string) => rulesOn(withIt, day).map(({ id }) => id)
		expect(ids("2026-09-30")).not.toContain("region_1")
		expect(ids("2026-10-01")).toContain("region_1")
		expect(examine(NOTHING, "2026-10-01", withIt)).toEqual([])
	})
})

describe("numbers that contradict each other", () => {
	it("are none in the rules of the program", () => {
		expect(contradictionsIn(NUMBERS)).toEqual([])
	})

	it.each([
		[{ registration: 13 }, /Последний день регистрации» — 13, .+не больше второго/],
		[{ schedule: 15 }, /Последний день графика» — 15, .+меньше второго/],
		[{ publication: 12 }, /День публикации» — 12/],
		[{ groupHead: 13 }, /День у руководителя группы» — 13/],
		[{ centre: 11 }, /День в центре» — 11/],
		[{ renewalMonths: 12 }, /советуем подавать» — 12/],
	])("are named: %j", (changed, says) => {
		const [sentence, ...others] = contradictionsIn({ ...NUMBERS, ...changed })
		expect(sentence).toMatch(says)
		expect(others).toEqual([])
	})

	it.each([
		{ registration: 12 },
		{ groupHead: 12 },
		{ groupHeadPasses: 15 },
		{ registration: 14, schedule: 14 },
	])("are none on the edge: %j", (changed) => {
		expect(contradictionsIn({ ...NUMBERS, ...changed })).toEqual([])
	})
})
