import { describe, expect, test } from "vitest"
import { parseTypedDate, whyNotADate } from "./date.ts"
import { emailProblem, parseEmail, sameEmail } from "./email.ts"
import { nameProblem, tidyName } from "./name.ts"
import { anyNumber, mobileNumber, parsePhone } from "./phone.ts"
import { readableEmail } from "./readable-email.server.ts"

describe("a typed date", () => {
	test.each([
		"02.12.2021",
		" 02.12.2021",
		"02. 12. 2021",
		"02/12/2021",
		"02,12,2021",
		"02-12-2021",
		"02–12–2021",
		"2 12 2021",
		"02.12.21",
		"2.12.21",
		"02122021",
		"021221",
		"2021-12-02",
		"2021.12.02",
		"20211202",
		"2 декабря 2021",
		"2 декабря 2021 г.",
		"2 декабря 2021г",
		"2 декабря 2021 года",
		"«02» декабря 2021 г.",
		"2 дек. 2021",
		"2 декабрь 2021",
		"2\u00a0декабря\u00a02021",
		"02.\u200b12.2021\u200e",
	])("is understood when written «%s»", (text) => {
		expect(parseTypedDate(text)).toBe("2021-12-02")
	})

	test.each([
		["5 ноября", "Допишите год, например 01.09.2026."],
		["05.11.", "Допишите год, например 01.09.2026."],
		["31.02", "Такой даты нет. Напишите день, месяц и год, например 01.09.2026."],
		["завтра", "Такой даты нет. Напишите день, месяц и год, например 01.09.2026."],
		["5".repeat(20_000), "Такой даты нет. Напишите день, месяц и год, например 01.09.2026."],
	])("that is none, «%.20s», is answered with what is missing", (text, words) => {
		expect(whyNotADate(text, "01.09.2026")).toBe(words)
	})

	test("with a short year belongs to the years around now", () => {
		expect(parseTypedDate("1.9.87")).toBe("1987-09-01")
		expect(parseTypedDate("1.9.17")).toBe("2017-09-01")
		expect(parseTypedDate("01092017")).toBe("2017-09-01")
	})

	test.each([
		"",
		"вчера",
		"30.02.2026",
		"32.01.2026",
		"12.2021",
		"2021",
		"1.1.1.2021",
		"00000000",
		"2 мартобря 2021",
		"1 ма 2021",
		"0".repeat(100_000),
		`1${" ".repeat(100_000)}1`,
	])("is refused if it is not a day: «%.30s»", (text) => {
		expect(parseTypedDate(text)).toBeNull()
	})
})

describe("a typed name", () => {
	test("keeps one spelling of apostrophes, hyphens and spaces", () => {
		for (const apostrophe of ["'", "’", "‘", "ʼ", "`", "´"])
			expect(tidyName(`О${apostrophe}Нил`)).toBe("О’Нил")
		for (const hyphen of ["-", "‐", "‑", "‒", "–", "—", "―", "−", " - ", " — "])
			expect(tidyName(`Римская${hyphen}Корсакова`)).toBe("Римская-Корсакова")
		expect(tidyName(" Мамед\u00a0\u00a0оглы\u200b ")).toBe("Мамед оглы")
		expect(tidyName("Ива\u00adнова")).toBe("Иванова")
		expect(tidyName("Заи\u0306цев")).toBe("Зайцев")
	})

	test("gets the capitals that were not typed, and keeps small particles", () => {
		for (const typed of ["иванова", "ИВАНОВА", "иВАНОВА"]) expect(tidyName(typed)).toBe("Иванова")
		expect(tidyName("салтыкова - щедрина")).toBe("Салтыкова-Щедрина")
		expect(tidyName("о'коннор")).toBe("О’Коннор")
		expect(tidyName("ван дер меер")).toBe("ван дер Меер")
		expect(tidyName("ариф кызы")).toBe("Ариф кызы")
		expect(tidyName("калдар-оол")).toBe("Калдар-оол")
		expect(tidyName("ван")).toBe("Ван")
		expect(tidyName("МакДональд")).toBe("МакДональд")
	})

	test("stays as typed when it begins with a letter of another alphabet", () => {
		for (const typed of ["Іванов", "Ұлыбек", "Ёлкӥн"]) expect(tidyName(typed)).toBe(typed)
	})

	test("loses stress marks and doubled hyphens that came with it", () => {
		expect(tidyName("Ивано\u0301ва")).toBe("Иванова")
		expect(tidyName("Иванова--Петрова")).toBe("Иванова-Петрова")
		expect(tidyName("О ’ Нил")).toBe("О’Нил")
		expect(tidyName("Ёлкина")).toBe("Ёлкина")
	})

	test("says which letters are of another alphabet", () => {
		expect(nameProblem("Имя", "Гүзәл")).toBe(
			"Имя: есть буквы, которых нет в русском алфавите (ү, ә). Наберите, как в паспорте.",
		)
	})

	test.each([
		"Седых",
		"О’Нил",
		"Бонч-Бруевич",
		"Мамед оглы",
		"Ёлкина",
		"ивановой",
	])("«%s» is a name", (name) => {
		expect(nameProblem("Фамилия", name)).toBeNull()
	})

	test("says which Latin letters it contains", () => {
		expect(nameProblem("Фамилия", "Cедыx")).toBe(
			"Фамилия: есть латинские буквы (C, x). Переключите клавиатуру и наберите русскими.",
		)
	})

	test.each(["Иванова2", "-", "<b>", "Иванова-", "А".repeat(61), "😀"])("«%.20s» is not a name", (name) => {
		expect(nameProblem("Имя", name)).toMatch(/^Имя: /)
	})
})

describe("a typed telephone number", () => {
	test.each([
		["+7 913 000-11-22", "+7 913 000-11-22"],
		["89130001122", "+7 913 000-11-22"],
		["8(913)000–11–22", "+7 913 000-11-22"],
		["913 000 11 22", "+7 913 000-11-22"],
		["+7 913 000-11-22, доб. 5", "+7 913 000-11-22, доб. 5"],
		["8 (38200) 1-11-22", "8 (38200) 1-11-22"],
		["8 (38200) 1-11-22 доб.12", "8 (38200) 1-11-22, доб. 12"],
		["8 (38200) 1-11-22, добавочный 12", "8 (38200) 1-11-22, доб. 12"],
		["8 (38200) 1-11-22 #7", "8 (38200) 1-11-22, доб. 7"],
	])("«%s» is read as «%s»", (text, read) => {
		const phone = parsePhone(text)
		expect(phone && anyNumber(phone)).toBe(read)
	})

	test("of a town is not a mobile number", () => {
		const phone = parsePhone("8 (38200) 1-11-22")
		expect(phone && mobileNumber(phone)).toBeNull()
	})

	test.each([
		"",
		"12345",
		"+1 913 000-11-22 33",
		"телефон",
		"8 913 000-11-22 доб.",
		`1${" ".repeat(30_000)}1`,
	])("«%.30s» is none", (text) => expect(parsePhone(text)).toBeNull())
})

describe("a typed e-mail address", () => {
	test.each([
		["  Olesya@Example.RU ", "Olesya@example.ru"],
		["olesya@почта.рф", "olesya@почта.рф"],
		["olesya@xn--80a1acny.xn--p1ai", "olesya@xn--80a1acny.xn--p1ai"],
		["<olesya@example.ru>", "olesya@example.ru"],
		["mailto:olesya@example.ru", "olesya@example.ru"],
		["ole\u200bsya@example.ru", "olesya@example.ru"],
	])("«%s» is stored as «%s»", (text, kept) => {
		expect(parseEmail(text)).toBe(kept)
	})

	test.each([
		"",
		"olesya",
		"@example.ru",
		"olesya@",
		"olesya@example",
		"o lesya@example.ru",
		"олеся@example.ru",
		"a..b@example.ru",
		"a@1.2.3.4",
		"a@b@",
		`${"a".repeat(300)}@example.ru`,
	])("«%.30s» is none", (text) => expect(parseEmail(text)).toBeNull())

	test("is refused with what is wrong: Russian letters before the sign @, or anything else", () => {
		expect(emailProblem("мария@почта.рф")).toContain("латинские буквы")
		expect(emailProblem("maria@почта")).toContain("imya@example.ru")
		expect(emailProblem("мария")).toContain("imya@example.ru")
	})

	test("is shown with the domain as people write it, although a browser has sent its ASCII form", () => {
		expect(readableEmail("maria@xn--80a1acny.xn--p1ai")).toBe("maria@почта.рф")
		expect(readableEmail("anna@example.ru")).toBe("anna@example.ru")
	})

	test("of a Russian domain equals its ASCII form", () => {
		expect(sameEmail("olesya@почта.рф", "Olesya@xn--80a1acny.xn--p1ai")).toBe(true)
		expect(sameEmail("olesya@example.ru", "olesia@example.ru")).toBe(false)
	})
})
