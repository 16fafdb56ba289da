import { describe, expect, it, test } from "vitest"
import { POSITIONS, REJECTION_REASONS } from "#prisma/data/index.ts"
import { isUsualPosition } from "./conditions.ts"
import {
	criteriaOf,
	examine,
	itemOf,
	NO_CHANGES,
	ORDERS,
	orderInForce,
	RULES,
	type Rulebook,
	type RulebookFacts,
	type RuleChange,
	sourcesOf,
} from "./index.ts"

const OLD = "2022-03-01"
const NEW = "2026-09-01"
const NEVER: RulebookFacts["current"] = { category: "none", setOn: null, endsOn: null, indefinite: false }

const facts = (changes: Partial<RulebookFacts> = {}): RulebookFacts => ({
	claimed: "first",
	current: NEVER,
	everHeld: false,
	samePosition: false,
	firstSetOn: null,
	positionCode: "uchitel",
	organisationKind: "school",
	refusedOn: null,
	refusedCategory: null,
	...changes,
})

const first = (setOn: string, endsOn: string | null): Partial<RulebookFacts> => ({
	current: { category: "first", setOn, endsOn, indefinite: endsOn === null },
	everHeld: true,
	samePosition: true,
	firstSetOn: setOn,
})

/** A rulebook in which one rule has been different for a long time. */
const changed = (id: string, change: RuleChange): Rulebook => [
	{ number: 1, inForceFrom: "2015-01-01", changes: { ...NO_CHANGES, rules: { [id]: change } } },
]

const codes = (given: RulebookFacts, date: string) =>
	examine(given, date).map(({ severity, code }) => `${severity} ${code}`)

describe("the Order in force", () => {
	it("changes on 1 September 2023", () => {
		expect(orderInForce("2014-06-15").title).toContain("№ 276")
		expect(orderInForce("2023-08-31").title).toContain("№ 276")
		expect(orderInForce("2023-09-01").title).toContain("№ 196")
	})

	it("is unknown before the first one", () => {
		expect(() => orderInForce("2014-06-14")).toThrow(new RangeError("No Order known on 2014-06-14"))
	})

	it("cites no item on what it says nothing about", () => {
		const silent = { ...orderInForce(NEW), paragraphs: {} } as ReturnType<typeof orderInForce>
		expect(() => itemOf(silent, "reviewTerm")).toThrow(
			new RangeError(`${silent.id} has no item on reviewTerm`),
		)
	})

	it("stays the last known one until its successor is added", () => {
		expect(orderInForce("2029-09-01").title).toContain("№ 196")
	})

	it("numbers the items of показатели: 36 and 37 then, 35 and 36 now", () => {
		expect([criteriaOf("first", OLD).item, criteriaOf("highest", OLD).item]).toEqual(["п. 36", "п. 37"])
		expect([criteriaOf("first", NEW).item, criteriaOf("highest", NEW).item]).toEqual(["п. 35", "п. 36"])
		expect(criteriaOf("first", NEW).criteria.map(({ number }) => number)).toEqual([1, 2, 3, 4])
		expect(criteriaOf("highest", NEW).criteria).toHaveLength(5)
	})
})

describe("under Order 196", () => {
	it("a first application for первая has no findings", () => {
		expect(examine(facts(), NEW)).toEqual([])
	})

	it("высшая is refused to who never had a category", () => {
		expect(examine(facts({ claimed: "highest" }), NEW)).toEqual([
			{
				code: "highest_without_category",
				title: "На высшую без категории",
				date: NEW,
				severity: "blocks",
				item: "п. 30",
				order: "приказ Минпросвещения России от 24.03.2023 № 196",
				sentence:
					"На высшую категорию может подать тот, кто имеет или имел первую или высшую категорию. Выберите первую категорию или укажите сведения о прежней.",
			},
		])
	})

	it("высшая is possible at once after первая in any position, even an expired one", () => {
		expect(examine(facts({ claimed: "highest", ...first("2026-08-01", null) }), NEW)).toEqual([])
		expect(
			examine(facts({ claimed: "highest", ...first("2026-08-01", null), samePosition: false }), NEW),
		).toEqual([])
		expect(examine(facts({ claimed: "highest", everHeld: true }), NEW)).toEqual([])
		expect(examine(facts({ claimed: "highest", everHeld: true, samePosition: true }), NEW)).toEqual([])
		expect(
			examine(facts({ claimed: "highest", ...first("2026-08-01", null), everHeld: false }), NEW),
		).toEqual([])
	})
})

describe("under Order 276", () => {
	const claim = (setOn: string) => facts({ claimed: "highest", ...first(setOn, "2026-12-31") })

	it("высшая is refused to who never had a category", () => {
		const [finding, ...others] = examine(facts({ claimed: "highest" }), OLD)
		expect(others).toEqual([])
		expect(finding).toMatchObject({ severity: "blocks", item: "п. 30" })
		expect(finding?.sentence).toContain("через 2\u00a0года после установления первой")
		expect(finding?.order).toBe("приказ Минобрнауки России от 07.04.2014 № 276")
	})

	it("высшая is refused until two years after первая have passed, to the day", () => {
		expect(codes(claim("2020-03-02"), OLD)).toEqual(["blocks highest_before_term"])
		expect(codes(claim("2020-03-01"), OLD)).toEqual([])
		expect(examine(claim("2020-03-02"), OLD)[0]?.sentence).toBe(
			"Со дня установления первой категории (02.03.2020) прошло менее 2\u00a0лет. На высшую можно подать с 02.03.2022.",
		)
	})

	it("высшая is refused when первая was set for another position", () => {
		const other = { ...claim("2018-03-01"), samePosition: false }
		expect(codes(other, OLD)).toEqual(["blocks highest_other_position"])
		expect(codes({ ...claim("2020-03-02"), samePosition: false }, OLD)).toEqual([
			"blocks highest_other_position",
		])
	})

	it("первая is possible for another position if the teacher already has one", () => {
		expect(examine(facts({ everHeld: true }), OLD)).toEqual([])
		expect(examine(facts({ ...first("2020-03-02", "2025-03-02"), samePosition: false }), OLD)).toEqual([])
	})

	it("высшая again does not need two years", () => {
		const holder = facts({
			claimed: "highest",
			current: { category: "highest", setOn: "2021-09-01", endsOn: "2022-08-31", indefinite: false },
			everHeld: true,
			samePosition: true,
		})
		expect(examine(holder, OLD)).toEqual([])
	})

	it("an unknown date of первая warns, because nothing shows that the two years have not passed", () => {
		const unknown = { ...claim("2018-03-01"), firstSetOn: null }
		expect(codes(unknown, OLD)).toEqual(["warns first_date_unknown"])
		expect(examine(unknown, OLD)[0]?.sentence).toContain("не менее 2\u00a0лет")
	})

	it("the same application a day after the change of Orders is possible", () => {
		const recent = facts({ claimed: "highest", ...first("2023-01-10", "2028-01-10") })
		expect(codes(recent, "2023-08-31")).toEqual(["blocks highest_before_term"])
		expect(codes(recent, "2023-09-01")).toEqual([])
	})
})

describe("dates warn and never block", () => {
	const ending = facts({ claimed: "highest", ...first("2021-12-02", "2026-12-02") })

	it("less than three months before the end of the category", () => {
		expect(codes(ending, "2026-09-02")).toEqual([])
		expect(codes(ending, "2026-09-03")).toEqual(["warns category_ends_soon"])
		expect(codes(ending, "2026-12-02")).toEqual(["warns category_ends_soon"])
		expect(examine(ending, "2026-09-03")[0]?.sentence).toBe(
			"Категория действует до 02.12.2026. Советуем подавать не позднее чем за 3\u00a0месяца, то есть до 02.09.2026 включительно: теперь комиссия может не успеть до её окончания.",
		)
	})

	it("after its end", () => {
		expect(codes(ending, "2026-12-03")).toEqual(["warns category_ended"])
	})

	it("never for a category without a term", () => {
		expect(examine(facts({ claimed: "highest", ...first("2023-10-01", null) }), "2030-01-01")).toEqual([])
	})

	it("never for a category that is not held or has no term, whatever date is given", () => {
		const beside = { setOn: null, endsOn: "2026-10-01" }
		for (const date of ["2026-09-15", "2027-01-01"]) {
			const nothing = { category: "none", indefinite: false, ...beside } as const
			expect(examine(facts({ current: nothing }), date)).toEqual([])
			const lasting = { category: "first", indefinite: true, ...beside } as const
			expect(examine(facts({ claimed: "highest", everHeld: true, current: lasting }), date)).toEqual([])
		}
	})

	it("by as many months as the rulebook says, in words that fit the number", () => {
		const sentence = (renewalMonths: number) =>
			examine(ending, "2026-11-30", changed("category_ends_soon", { numbers: { renewalMonths } }))[0]
				?.sentence
		expect(sentence(1)).toContain("чем за 1\u00a0месяц, то есть до 02.11.2026")
		expect(sentence(6)).toContain("чем за 6\u00a0месяцев, то есть до 02.06.2026")
	})

	it("the same category with a year or more left", () => {
		const same = facts(first("2022-10-01", "2027-10-01"))
		expect(codes(same, "2026-10-01")).toEqual(["warns too_early"])
		expect(examine(same, "2026-10-01")[0]?.sentence).toContain("не позднее 01.07.2027")
		expect(codes(same, "2026-10-02")).toEqual([])
		expect(codes({ ...same, claimed: "highest" }, "2026-09-01")).toEqual([])
		expect(codes({ ...same, samePosition: false }, "2026-09-01")).toEqual([])
	})

	it("the threshold of «too early» is a setting", () => {
		const same = facts(first("2022-10-01", "2027-10-01"))
		expect(examine(same, "2026-09-01", changed("too_early", { numbers: { tooEarlyMonths: 18 } }))).toEqual([])
	})

	it("the same category without a term, which needs no confirming", () => {
		expect(codes(facts(first("2024-10-01", null)), NEW)).toEqual(["warns already_indefinite"])
	})

	it("the same category within a year of a refusal", () => {
		const refused = facts({ refusedOn: "2025-11-20", refusedCategory: "first" })
		expect(examine(refused, "2026-11-19")[0]).toMatchObject({
			severity: "warns",
			code: "refused_recently",
			item: "п. 43",
			sentence:
				"20.11.2025 комиссия отказала в установлении этой категории. Подать на первую снова можно через год, с 20.11.2026.",
		})
		expect(examine(refused, "2026-11-20")).toEqual([])
		expect(examine({ ...refused, refusedCategory: "highest" }, "2026-01-01")).toEqual([])
	})
})

test.each([
	[1, "1\u00a0месяц"],
	[3, "3\u00a0месяца"],
	[7, "7\u00a0месяцев"],
	[12, "год"],
	[18, "18\u00a0месяцев"],
	[24, "2\u00a0года"],
	[60, "5\u00a0лет"],
])("a refused category is possible again after %i months, which a warning calls «через %s»", (refusalMonths, words) => {
	const refused = facts({ refusedOn: "2026-08-20", refusedCategory: "first" })
	const [finding] = examine(refused, NEW, changed("refused_recently", { numbers: { refusalMonths } }))
	expect(finding?.sentence).toContain(` через ${words}, с `)
})

describe("the post", () => {
	it("«преподаватель» warns outside professional education", () => {
		const teacher = facts({ positionCode: "prepodavatel" })
		expect(codes(teacher, NEW)).toEqual(["warns position_error"])
		expect(codes({ ...teacher, organisationKind: "kindergarten" }, NEW)).toEqual(["warns position_error"])
		expect(codes({ ...teacher, organisationKind: "vocational" }, NEW)).toEqual([])
		expect(POSITIONS.some(({ code }) => code === "prepodavatel")).toBe(true)
	})

	it("«учитель» warns in a kindergarten and nowhere else", () => {
		const teacher = facts({ positionCode: "uchitel", organisationKind: "kindergarten" })
		expect(codes(teacher, NEW)).toEqual(["warns school_position"])
		expect(codes({ ...teacher, positionCode: "uchitel_logoped" }, NEW)).toEqual([])
		expect(codes({ ...teacher, organisationKind: "school" }, NEW)).toEqual([])
		expect(POSITIONS.some(({ code }) => code === "uchitel")).toBe(true)
	})
})

describe("a position among those that are offered first", () => {
	test.each([
		["prepodavatel", "vocational", true],
		["prepodavatel", "school", false],
		["prepodavatel", "kindergarten", false],
		["uchitel", "school", true],
		["uchitel", "vocational", true],
		["uchitel", "kindergarten", false],
		["uchitel_logoped", "kindergarten", true],
		["vospitatel", "kindergarten", true],
	] as const)("«%s» in an organisation of the kind %s: %s", (positionCode, organisationKind, usual) => {
		expect(isUsualPosition({ positionCode, organisationKind })).toBe(usual)
	})
})

describe("findings", () => {
	it("put what forbids before what warns", () => {
		const both = facts({ claimed: "highest", positionCode: "prepodavatel" })
		expect(codes(both, NEW)).toEqual(["blocks highest_without_category", "warns position_error"])
	})

	test.each(
		ORDERS.map((order) => [order.title, order] as const),
	)("%s has an item for every rule of its time, and nothing blocks by an unconfirmed one", (_title, order) => {
		const { paragraphs, confirmedParagraphs, inForceFrom, inForceTo } = order
		const ofItsTime = RULES.filter(({ from, to }) => from <= inForceTo && (to === null || to >= inForceFrom))
		for (const { id, matter, severity } of ofItsTime) {
			if (matter) expect(paragraphs[matter], id).toBeTypeOf("number")
			if (severity === "blocks")
				expect(matter && confirmedParagraphs.includes(paragraphs[matter] ?? 0), id).toBe(true)
		}
	})

	it("name the typical reasons of rejection, each by its code", () => {
		const reasons = REJECTION_REASONS.map(({ code }) => code)
		const named = RULES.flatMap(({ reason }) => reason ?? [])
		expect([...new Set(named)].sort()).toEqual([...reasons].sort())
	})
})

describe("the source of a rule", () => {
	const rule = (id: string) => {
		const found = RULES.find((one) => one.id === id)
		if (!found) throw new Error(`No rule ${id}`)
		return found
	}

	test("is both Orders for a rule that outlived the first, each with its own days", () => {
		expect(sourcesOf(rule("review_term"))).toEqual([
			{ words: "п. 32, приказ Минобрнауки России от 07.04.2014 № 276", from: "2014-06-15", to: "2023-08-31" },
			{ words: "п. 32, приказ Минпросвещения России от 24.03.2023 № 196", from: "2023-09-01", to: null },
		])
	})

	test("is one Order for a rule that ended with it or began with it", () => {
		expect(sourcesOf(rule("highest_before_term"))).toHaveLength(1)
		expect(sourcesOf(rule("highest_without_category"))).toEqual([
			{ words: "п. 30, приказ Минпросвещения России от 24.03.2023 № 196", from: "2023-09-01", to: null },
		])
	})

	test("is the region, once, for a rule that is in no Order", () => {
		expect(sourcesOf(rule("centre_day"))).toEqual([
			{ words: "правило региона", from: "2014-06-15", to: null },
		])
	})

	test.each(
		RULES.map((one) => [one.id, one] as const),
	)("«%s»: its sources cover its days without a gap, and no Order is named for days before it", (_id, one) => {
		const sources = sourcesOf(one)
		expect(sources[0]?.from).toBe(one.from)
		expect(sources.at(-1)?.to).toBe(one.to)
		for (const { words, from, to } of sources) {
			if (words.includes("№ 196")) expect(from >= "2023-09-01").toBe(true)
			if (words.includes("№ 276")) expect(to !== null && to <= "2023-08-31").toBe(true)
		}
	})
})
