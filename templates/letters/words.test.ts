import { describe, expect, test } from "vitest"
import { fillBody, fillLine, readWords } from "./words.ts"

const URL = "https://attestation.example/teacher"
const blocks = (body: string, values: Record<string, unknown> = {}) => fillBody(body, { url: URL, ...values })

describe("the body of a letter", () => {
	test("has a paragraph for every group of lines, and keeps the line breaks inside it", () => {
		expect(blocks("Первая строка.\nВторая строка.\n\n\n\nНовый абзац.")).toEqual([
			"Первая строка.\nВторая строка.",
			"Новый абзац.",
		])
	})

	test("has a button where a line is «[words] {url}», wherever that line stands", () => {
		expect(blocks("Откройте страницу.\n[Открыть] {url}\nСпасибо.")).toEqual([
			"Откройте страницу.",
			{ button: "Открыть", url: URL },
			"Спасибо.",
		])
		expect(blocks("[{#a}Один{/a}{^a}Другой{/a}] { url }", { a: null })).toEqual([
			{ button: "Другой", url: URL },
		])
	})

	test("has a quotation where lines begin with >, one for lines that follow each other", () => {
		expect(blocks("Причина:\n> {reason}\n> и ещё\nДальше", { reason: "Болезнь" })).toEqual([
			"Причина:",
			{ quote: "Болезнь\nи ещё" },
			"Дальше",
		])
	})

	test("prints a part when its value is there, and its opposite when it is not", () => {
		const body = "Срок{#dueOn} — {dueOn}{/dueOn}{^dueOn} не назначен{/dueOn}."
		expect(blocks(body, { dueOn: "1 октября" })).toEqual(["Срок — 1 октября."])
		for (const dueOn of [null, undefined, "", false, []])
			expect(blocks(body, { dueOn })).toEqual(["Срок не назначен."])
	})

	test("repeats a part for each row of a list, and takes missing values from outside the row", () => {
		const body = "{#experts}\n{number}. {name}{#post}, {post}{/post} ({period})\n{/experts}"
		const experts = [
			{ number: "1", name: "Анна", post: "учитель" },
			{ number: "2", name: "Игорь", post: null },
		]
		expect(blocks(body, { experts, period: "осень" })).toEqual(["1. Анна, учитель (осень)\n2. Игорь (осень)"])
	})

	test("leaves no empty paragraph where a whole part is left out", () => {
		expect(blocks("Да.\n\n{#reason}\nПричина:\n\n> {reason}\n\n{/reason}\nКонец.", { reason: null })).toEqual(
			["Да.", "Конец."],
		)
	})
})

describe("what a person typed", () => {
	test.each([
		["a paragraph of its own", "один\n\nдва", "один\n\nдва"],
		["a quotation", "> цитата", "> цитата"],
		["a button", "[Войти] https://evil.example", "[Войти] https://evil.example"],
		["a tag", "{url} {#a}", "{url} {#a}"],
		["a mark of the layout", "а\u001eб\u0001в\u0002г\r\nд", "а б в г\nд"],
	])("cannot become %s", (_what, reason, printed) => {
		expect(blocks("Причина: {reason}", { reason })).toEqual([`Причина: ${printed}`])
	})

	test("cannot name a property that the data do not have", () => {
		expect(blocks("а{constructor}{__proto__}{toString}б")).toEqual(["аб"])
	})
})

describe("a subject", () => {
	test("is filled in like a body", () => {
		expect(fillLine("Заявление{#who}: {who}{/who}", { who: "Анна" })).toBe("Заявление: Анна")
	})
})

describe("a mistake in the tags is found with its line:", () => {
	test.each([
		["а\n{reason", [["unclosed_tag", "reason", 2]]],
		["конец reason} и", [["unopened_tag", "конец reason", 1]]],
		["{#a}\nтекст", [["unclosed_loop", "a", 1]]],
		["а\n\n{/a}", [["unopened_loop", "a", 3]]],
		["{#a}\n{/b}", [["closing_tag_does_not_match_opening_tag", "a … b", 2]]],
		[
			"{{a}}",
			[
				["duplicate_open_tag", "a}}", 1],
				["duplicate_close_tag", "{{a", 1],
			],
		],
		[
			"{a\nb}",
			[
				["unclosed_tag", "a", 1],
				["unopened_tag", "b", 2],
			],
		],
		["{#a}{#b}{/b}{/a} { c } {/}", [["unopened_loop", "", 1]]],
	])("%j", (text, faults) => {
		expect(readWords(text).faults.map(({ id, tag, line }) => [id, tag, line])).toEqual(faults)
	})

	test("a thousand parts inside each other are read and filled in without delay", () => {
		const text = `${"{#a}".repeat(1200)}да${"{/a}".repeat(1200)}`
		expect(readWords(text).faults).toEqual([])
		expect(fillLine(text, { a: true })).toBe("да")
	})
})
