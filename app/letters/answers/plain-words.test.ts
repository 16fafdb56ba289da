import { expect, test } from "vitest"
import { inPlainWords } from "./plain-words.ts"

test.each([
	[
		"421 4.7.0 Too many connections, try again later",
		/^Почтовый сервер занят\. Система отправит письмо сама/,
	],
	["421 Service not available", /^Почтовый сервер занят/],
	["450 4.2.0 greylisted", /попробует снова сама/],
	["451 local error", /попробует снова сама/],
	["452 4.2.2 over quota", /переполнен/],
	["535 5.7.8 authentication failed", /не пускает систему/],
	["530 Authentication required", /не пускает систему/],
	["550 5.1.1 no such user", /^Такого почтового ящика нет: уточните адрес\./],
	["550 user unknown", /^Такого почтового ящика нет/],
	["5.1.1 550 5.1.1 no such user", /^Такого почтового ящика нет/],
	["550 5.2.1 disabled", /закрыт/],
	["552 5.2.2 mailbox full", /переполнен/],
	["550 5.7.1 looks like spam", /нежелательное/],
	["554 refused", /отказался принять/],
	["connect ECONNREFUSED 127.0.0.1:25", /^Почтовый сервер не отвечает/],
	["Greeting never received", /^Почтовый сервер не отвечает/],
	["getaddrinfo ENOTFOUND mail.example", /^Почтовый сервер не отвечает/],
	["Something else", /^Письмо не удалось отправить\./],
])("«%s» is read in Russian, with the answer itself behind", (answer, says) => {
	expect(inPlainWords(answer)).toMatch(says)
	expect(inPlainWords(answer)).toContain(`Ответ сервера: «${answer}»`)
})

test.each([
	"",
	"То, о чём напоминает письмо, уже сделано",
	"Адрес не указан",
])("the system's own words stay as they are: «%s»", (words) => {
	expect(inPlainWords(words)).toBe(words)
})

test("the system's own words before an answer stay, and the answer is read after them", () => {
	expect(inPlainWords("Адрес не действует: 550 5.1.1 no such user")).toBe(
		"Адрес не действует. Такого почтового ящика нет: уточните адрес. Ответ сервера: «550 5.1.1 no such user»",
	)
})
