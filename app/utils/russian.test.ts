import { describe, expect, it, test } from "vitest"
import { instantOf } from "./civil-date.ts"
import {
	asPrinted,
	counted,
	dayMonth,
	days,
	fileSize,
	foldForSearch,
	longDate,
	longDateTime,
	paperDate,
	plural,
	searchWords,
	shortDate,
	thousands,
	typography,
	unbroken,
} from "./russian.ts"

/** No-break spaces shown as «·», so that a failure can be read. */
const visible = (text: string) => text.replaceAll("\u00a0", "·")

describe("numbers", () => {
	test.each([
		[0, "0·дней"],
		[1, "1·день"],
		[2, "2·дня"],
		[5, "5·дней"],
		[11, "11·дней"],
		[12, "12·дней"],
		[21, "21·день"],
		[30, "30·дней"],
		[111, "111·дней"],
		[-3, "−3·дня"],
	])("%i goes with the right form of «день»", (count, text) => {
		expect(visible(days(count))).toBe(text)
	})

	it("chooses a form without writing the number", () => {
		expect(plural(24, ["заявление", "заявления", "заявлений"])).toBe("заявления")
		expect(visible(counted(1001, ["заявление", "заявления", "заявлений"]))).toBe("1·001·заявление")
	})

	it("separates thousands", () => {
		expect([0, 999, 2335, 1234567].map((value) => visible(thousands(value)))).toEqual([
			"0",
			"999",
			"2·335",
			"1·234·567",
		])
		expect(visible(thousands(-12345.5))).toBe("−12·345,5")
	})

	test.each([
		[0, "0·байт"],
		[1, "1·байт"],
		[2, "2·байта"],
		[1023, "1·023·байта"],
		[1024, "1·кБ"],
		[348_160, "340·кБ"],
		[1_048_575, "1·МБ"],
		[1_258_291, "1,2·МБ"],
		[10_433_332, "10·МБ"],
		[20 * 1024 ** 2, "20·МБ"],
		[1.5 * 1024 ** 3, "1,5·ГБ"],
	])("a file of %i bytes", (bytes, text) => {
		expect(visible(fileSize(bytes))).toBe(text)
	})
})

describe("dates", () => {
	it("are written in words and in figures", () => {
		expect(longDate("2026-09-12")).toBe("12 сентября 2026 г.")
		expect(longDate("2027-05-01")).toBe("1 мая 2027 г.")
		expect(shortDate("2026-09-02")).toBe("02.09.2026")
		expect(paperDate("2026-09-02")).toBe("«02» сентября 2026 г.")
		expect(dayMonth("2026-09-12")).toBe("12 сентября")
	})

	it("take the hour from the clock of Tomsk", () => {
		expect(longDateTime(instantOf("2026-09-12T16:20"))).toBe("12 сентября 2026 г., 16:20")
		expect(longDateTime(new Date("2026-12-31T17:05:00Z"))).toBe("1 января 2027 г., 00:05")
	})

	it("are refused when there is no such day", () => {
		for (const wrong of ["2026-02-30", "12.09.2026", "2026-13-01", "", "2026-9-1"])
			for (const inWords of [longDate, shortDate, paperDate])
				expect(() => inWords(wrong), wrong).toThrow(RangeError)
	})

	it("are shown as the forms print them, however they were typed", () => {
		expect(asPrinted("1.2.2022")).toBe("01.02.2022")
		expect(asPrinted("весной")).toBe("весной")
	})
})

describe("a search", () => {
	it("asks for the words of a name in any order and spelling", () => {
		expect(searchWords("  Мария   ИВАНОВА ")).toEqual(["мария", "иванова"])
		expect(searchWords("Римская–Корсакова, Алёна")).toEqual(["римская", "корсакова", "алена"])
		expect(searchWords("О'Нил")).toEqual(searchWords("О’Нил"))
		expect(searchWords(" ")).toEqual([])
		expect(searchWords("а ".repeat(100_000))).toHaveLength(8)
	})
})

describe("text", () => {
	it("is folded so that «Ё» finds «е», however it was typed", () => {
		expect(foldForSearch("  Семёнова  АЛЁНА ")).toBe("семенова алена")
		expect(foldForSearch("Семе\u0308нова")).toBe("семенова")
		expect(foldForSearch("Зайцев")).toBe(foldForSearch("Заи\u0306цев"))
	})

	it("keeps together what must not be separated at the end of a line", () => {
		expect(visible(typography("п. 30 приказа № 196 от 24.03.2023"))).toBe("п.·30 приказа №·196 от·24.03.2023")
		expect(visible(typography("Заявление подано — и в нём нет подписи"))).toBe(
			"Заявление подано·— и·в·нём нет подписи",
		)
		expect(visible(typography("эксперт И. И. Иванова, 12 сентября 2026 г."))).toBe(
			"эксперт И.·И.·Иванова, 12·сентября 2026·г.",
		)
		expect(visible(typography("Заседание 1 декабря, 3 маятника"))).toBe("Заседание 1·декабря, 3 маятника")
		expect(visible(typography("эксперт И.И. Иванова"))).toBe("эксперт И.·И.·Иванова")
		expect(visible(unbroken("12 сентября 2026 г."))).toBe("12·сентября·2026·г.")
	})

	it("adds no no-break space between long words", () => {
		expect(typography("график проведения аттестации")).toBe("график проведения аттестации")
	})
})
