import { describe, expect, test } from "vitest"
import { LETTERS } from "#templates/letters/index.ts"
import type { Letter } from "#templates/letters/letter.ts"
import { checkWords } from "./check-words.ts"

const rejected = LETTERS["application-rejected"] as Letter
const arrived = LETTERS["application-arrived"] as Letter

/** Checks a letter's own words with one change. */
function changed(letter: Letter, from: string, to: string) {
	const words = {
		subject: letter.words.subject.replace(from, to),
		body: letter.words.body.replaceAll(from, to),
	}
	if (words.subject === letter.words.subject && words.body === letter.words.body)
		throw new Error(`No «${from}» in the letter`)
	return checkWords(letter, words)
}

test.each(
	Object.entries(LETTERS),
)("the words of «%s» that come with the program pass their check", (_kind, letter) => {
	expect(checkWords(letter as Letter, letter.words)).toEqual({ faults: [], leftOut: [] })
})

describe("words are refused", () => {
	test.each([
		[
			"with an unknown tag, naming the nearest one",
			"{teacherName}",
			"{techerName}",
			"{techerName} нет среди данных этого письма: исправьте её (возможно, это {teacherName}) или уберите",
		],
		[
			"with a tag that is like no other",
			"{greeting}",
			"{greeting} {phone}",
			"метки {phone} нет среди данных этого письма: исправьте её или уберите",
		],
		["with a stray opening brace", "Поступило", "Поступило {", "текст, строка 3: у метки"],
		["with a stray closing brace", "Поступило", "Поступило }", "нет открывающей скобки {"],
		[
			"with a part that is not closed",
			"{/dueOn}",
			"",
			"часть «dueOn» открыта, но не закрыта: поставьте {/dueOn}",
		],
		["with a part that was never opened", "{#dueOn}", "", "часть «dueOn» закрыта, но не открыта"],
		[
			"without the link",
			"[Открыть заявление] {url}",
			"",
			"в тексте нет ссылки: добавьте строку [Слова на кнопке] {url}",
		],
		[
			"without the deadline",
			"{#dueOn} не позднее {dueOn}{/dueOn}",
			"",
			"в письме нет метки {dueOn}, а без неё его отправлять нельзя: Последний день",
		],
		[
			"with the link inside a sentence",
			"[Открыть заявление] {url}",
			"Откройте {url} сегодня",
			"ссылка {url} стоит внутри предложения",
		],
		[
			"with a tag that may be empty outside its part",
			"{#dueOn} не позднее {dueOn}{/dueOn}",
			" не позднее {dueOn}",
			"метка {dueOn} бывает пустой: возьмите её в часть {#dueOn} … {/dueOn}",
		],
		[
			"with such a tag where the value is not there",
			"{#dueOn} не позднее {dueOn}{/dueOn}",
			"{^dueOn}{dueOn}{/dueOn}",
			"метка {dueOn} бывает пустой",
		],
		[
			"with a part written like a word",
			"{greeting}",
			"{greeting} {remote}",
			"{remote} — это часть письма, а не слово: напишите {#remote} … {/remote}",
		],
		[
			"with a list inside another list",
			"{greeting}",
			"{greeting} {#experts}{#experts}{name}{/experts}{/experts}",
			"стоит внутри другого списка",
		],
		[
			"with a mistyped tag inside a part, named as it is written",
			"{#dueOn} не позднее {dueOn}{/dueOn}",
			"{#dueOn} не позднее {dueOm}{/dueOn}",
			"метки {dueOm} нет среди данных этого письма: исправьте её (возможно, это {dueOn})",
		],
		[
			"with a tag of the list's rows outside the list",
			"{greeting}",
			"{greeting} {name}",
			"метки {name} нет среди данных этого письма",
		],
	])("%s", (_why, from, to, says) => {
		expect(changed(arrived, from, to).faults.join("; ")).toContain(says)
	})

	test("when the reason of a rejection is left out", () => {
		const { subject } = rejected.words
		const { faults } = checkWords(rejected, { subject, body: "{greeting}\n\n[Исправить] {url}" })
		expect(faults.map((fault) => /\{(\w+)\}/u.exec(fault)?.[1])).toEqual(["because", "reason"])
	})

	test("when nothing is left of the subject with some data", () => {
		const { faults } = checkWords(arrived, { ...arrived.words, subject: "{#dueOn}Срок — {dueOn}{/dueOn}" })
		expect(faults).toEqual(["тема пуста, если данные такие: «Только обязательные данные»"])
	})
})

test("data that only the original words print is named, and is not a fault", () => {
	const { faults, leftOut } = changed(
		LETTERS["application-registered"] as Letter,
		"{#journalNumber} под номером {journalNumber}{/journalNumber}",
		"",
	)
	expect(faults).toEqual([])
	expect(leftOut).toEqual([{ tag: "journalNumber", description: "Номер заявления в журнале регистрации" }])
})
