import { describe, expect, test } from "vitest"
import { annexFindings } from "./annex-findings.ts"

const NUMBER = "0123-ABCD"
const HEADS = [
	"Год Мероприятие Результат",
	"Год Процедура Результат",
	"Год Мероприятие Уровень",
	"Год Название Документ",
]

/** The annex as lines. `written` is what was filled in under each table. */
const annex = (
	written: readonly (string | null)[],
	{ name = "Иванова Мария Ивановна", number = NUMBER } = {},
) => [
	`Фамилия, имя, отчество ${name}`,
	...written.flatMap((text, index) =>
		text === null ? [] : [`Таблица ${index + 1}. Показатель`, HEADS[index] ?? "", ...(text ? [text] : [])],
	),
	"«___» ____________ 20___ г. (подпись) М. И. Иванова",
	`Приложение к заявлению ${number} · версия 1 · стр. 1 из 2`,
]

const expected = {
	number: NUMBER,
	fullName: "Иванова Мария Ивановна",
	surname: "Иванова",
	indicators: 4,
	blank: annex(["", "", "", ""]),
}
const FULL = ["2025 олимпиада призёр", "2025 ВПР 4,1", "2026 конкурс район", "2024 статья сертификат"]

describe("returned tables of results", () => {
	test("that are complete and the teacher's own have no findings", () => {
		expect(annexFindings(annex(FULL), expected)).toEqual([])
	})
	test("are named when a table was left empty", () => {
		expect(annexFindings(annex(["2025 олимпиада", "", "2026 конкурс", ""]), expected)).toEqual([
			"Таблица 2 не заполнена",
			"Таблица 4 не заполнена",
		])
		expect(annexFindings(annex(["", "", "", ""]), expected)).toHaveLength(4)
	})
	test("are filled in even if only words of the form's own heads were written", () => {
		expect(annexFindings(annex(["Мероприятие", ...FULL.slice(1)]), expected)).toEqual([])
	})
	test("are named when an indicator is missing, or all", () => {
		expect(annexFindings(annex([FULL[0] ?? "", null, ...FULL.slice(2)]), expected)).toEqual([
			"Нет таблицы по показателю 2",
		])
		expect(annexFindings(["Иванова М. И.", "Мои результаты"], expected)).toEqual([
			"В файле нет таблиц по показателям 1–4",
		])
	})
	test("of another application or person are named", () => {
		expect(annexFindings(annex(FULL, { number: "9999-ZZZZ" }), expected)).toEqual([
			"Таблицы из другого заявления: внизу листа № 9999-ZZZZ, а у этого заявления № 0123-ABCD",
		])
		expect(annexFindings(annex(FULL, { name: "Петрова Анна Львовна" }), expected)).toEqual([
			"В таблицах назван другой человек: «Петрова Анна Львовна»",
		])
		const unnamed = annex(FULL).filter((line) => !/Иванова|версия/.test(line))
		expect(annexFindings(unnamed, expected)).toEqual(["В файле не названа фамилия педагога (Иванова)"])
	})
	test("without a name in their head do not name the row below as a person", () => {
		const [, ...rest] = annex(FULL).filter((line) => !line.includes("версия"))
		expect(
			annexFindings(["Фамилия, имя, отчество", "Должность учитель математики", ...rest], expected),
		).toEqual(["В заголовке таблиц не вписаны фамилия, имя и отчество"])
	})
	test("with a long name on two lines are the teacher's own", () => {
		const person = {
			...expected,
			fullName: "Петрова-Водкина Александра Константиновна",
			surname: "Петрова-Водкина",
		}
		for (const name of [
			["Фамилия, имя, отчество Петрова-Водкина Александра", "Константиновна"],
			["Фамилия, имя, отчество Петрова-", "Водкина Александра Константиновна"],
			["Фамилия, имя, отчество", "Петрова-Водкина Александра", "Константиновна"],
		])
			expect(annexFindings([...name, ...annex(FULL).slice(1)], person)).toEqual([])
	})
	test("that are pictures in part are told only whose they are", () => {
		const partly = { ...expected, complete: false }
		expect(annexFindings(annex([FULL[0] ?? "", null, null, ""]), partly)).toEqual([])
		expect(annexFindings(["Мои результаты"], partly)).toEqual([])
		expect(annexFindings(annex(FULL, { number: "9999-ZZZZ" }), partly)).toHaveLength(1)
	})
	test("that are another paper of ours are named as it", () => {
		const other = annex(FULL).map((line) => line.replace("Приложение к заявлению", "Итоговое заключение"))
		expect(annexFindings(other, expected)).toEqual([
			"Вместо таблиц прикреплён документ «Итоговое заключение»",
		])
	})
	test("of a teacher written without «ё» are the same teacher's", () => {
		const person = { ...expected, fullName: "Соловьёв Пётр Ильич", surname: "Соловьёв" }
		expect(annexFindings(annex(FULL, { name: "Соловьев Петр Ильич" }), person)).toEqual([])
	})
})
