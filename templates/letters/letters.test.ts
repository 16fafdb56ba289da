import { readdirSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { applicationMachine } from "#machines/application/application.machine.ts"
import { withdrawalMachine } from "#machines/withdrawal.machine.ts"
import { applicationSample } from "./application-data.ts"
import { APPLICATION_LETTERS, isApplicationLetter, isLetterKind, LETTERS, REMINDERS } from "./index.ts"
import { layOut } from "./layout.ts"
import { type Letter, SUBJECT_LENGTH } from "./letter.ts"
import { LETTER_OCCASIONS } from "./occasions.ts"

const letters = Object.entries(LETTERS) as [string, Letter][]
const audiences = ["teacher", "coordinators", "experts", "released", "school", "operators"] as const

const wordsOf = (letter: Letter, data: unknown) => layOut(letter.compose(data))

/** The checks for every letter, whatever its data. */
function expectProper({ subject, text, html, links }: ReturnType<typeof wordsOf>) {
	for (const part of [subject, text, html]) {
		expect(part).not.toMatch(/undefined|null|NaN|\[object/u)
		expect(part).not.toMatch(/\.\./u)
	}
	expect(text).not.toMatch(/ [,.;:]|[^\n] {2}/u)
	expect(subject.length).toBeLessThanOrEqual(SUBJECT_LENGTH)
	expect(subject).not.toMatch(/[\n!]/u)
	expect(text.trimEnd()).toMatch(/Не отвечайте на это сообщение\.$/u)
	expect(html).toContain("Не отвечайте на это сообщение.")
	expect(text).toContain("обратитесь")
	for (const link of links) {
		expect(text).toContain(link)
		expect(html.split(link.replaceAll("&", "&amp;")).length).toBeGreaterThanOrEqual(4)
	}
}

describe("every letter", () => {
	test.each(
		letters,
	)("«%s» renders all its samples, and the least possible data, as text and as HTML", (_kind, letter) => {
		expect(Object.keys(letter.samples)).toContain("Только обязательные данные")
		for (const sample of Object.values(letter.samples)) expectProper(wordsOf(letter, sample))
	})

	test.each(letters)("«%s» says what to do next, with a button or a person to ask", (_kind, letter) => {
		const { text, links } = wordsOf(letter, letter.sample)
		const [own = ""] = text.split("Если у Вас есть вопросы")
		expect(links.length === 1 || own.includes("обратитесь")).toBe(true)
	})

	/** A day, a moment, or that nothing must be done. */
	const BY_WHEN =
		/не позднее|не позже|до \d|до дня|в течение|последний день|сегодня|сразу|как можно скорее|пока нет|пока отзыв|в любой день|до этого|до подписи|делать ничего не нужно|ничего делать не нужно|ничего не делайте|приезжать на это заседание не нужно/iu

	test.each(letters)("«%s» says by when, or that there is nothing to do", (_kind, letter) => {
		const [own = ""] = wordsOf(letter, letter.sample).text.split("Если у Вас есть вопросы")
		expect(own).toMatch(BY_WHEN)
	})

	test.each(letters)("«%s» makes every address in its own words a link", (_kind, letter) => {
		for (const sample of Object.values(letter.samples)) {
			const { html, text } = wordsOf(letter, sample)
			const own = text.split("\n").filter((line) => !line.startsWith("> "))
			const addresses = own.join("\n").match(/https:\/\/\S+[^\s.]/gu) ?? []
			for (const address of addresses) expect(html).toContain(`href="${address.replaceAll("&", "&amp;")}"`)
		}
	})

	test("keeps a telephone number on one line", () => {
		const asked = layOut({ subject: "", blocks: [], contact: "по телефону 8 (3822) 00-00-00", from: null })
		expect(asked.html).toContain("телефону 8\u00a0(3822)\u00a000-00-00")
		expect(asked.text).toContain("8 (3822) 00-00-00")
	})

	test.each(letters)("«%s» never contains anybody's password", (_kind, letter) => {
		expect(wordsOf(letter, letter.sample).text).not.toMatch(/Ваш пароль:|пароль —/u)
	})

	test("has a file with its name, and every file is in the registry", () => {
		const pieces = [
			"application-data",
			"common",
			"index",
			"layout",
			"letter",
			"occasions",
			"reminder",
			"words",
		]
		const files = ["", "/reminders"]
			.flatMap((folder) => readdirSync(`${import.meta.dirname}${folder}`))
			.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
			.map((name) => name.slice(0, -".ts".length))
			.filter((name) => !pieces.includes(name))
		expect(files.sort()).toEqual(Object.keys(LETTERS).sort())
	})

	test.each(
		Object.entries(LETTER_OCCASIONS),
	)("«%s» says in Russian what it is and when it is sent", (_kind, occasion) => {
		expect(occasion.title).toMatch(/^[А-ЯЁ][^.]+$/u)
		expect(occasion.when).toMatch(/^[А-ЯЁ].+\.$/u)
		expect(occasion.to).toMatch(/^[а-яё]/u)
	})

	test.each(
		Object.entries(REMINDERS),
	)("«%s», a reminder, gives the deadline and a way to unsubscribe", (_kind, letter) => {
		const { text } = wordsOf(letter as Letter, letter.sample)
		expect(text).toMatch(/\d{1,2} [а-я]+ 20\d\d года/u)
		expect(letter.unsubscribable).toBe(true)
		expectProper(
			wordsOf(letter as Letter, {
				dueOn: letter.sample.dueOn,
				url: letter.sample.url,
				period: "октябрь-ноябрь 2026",
				position: "учитель",
			}),
		)
	})

	test("exists if a machine names it", () => {
		const asked = JSON.stringify([applicationMachine.config, withdrawalMachine.config]).matchAll(
			/"letter":"([a-z-]+)"/gu,
		)
		const names = [...asked].map(([, name]) => name ?? "")
		expect(names.length).toBeGreaterThan(20)
		expect(names.filter((name) => !isApplicationLetter(name))).toEqual([])
	})

	test("is found by its exact name only", () => {
		expect(isLetterKind("toString")).toBe(false)
		expect(isApplicationLetter("invitation")).toBe(false)
	})
})

describe("a letter about an application", () => {
	const application = Object.entries(APPLICATION_LETTERS)

	test.each(
		application,
	)("«%s» is correct for every audience with the least possible data", (_kind, letter) => {
		const unknown = {
			recipientName: null,
			recipientSex: null,
			teacherGenitive: "",
			contact: "",
			centreName: null,
		}
		const least = { ...applicationSample, ...unknown }
		for (const audience of audiences) expectProper(wordsOf(letter as Letter, { ...least, audience }))
	})

	test("greets by name and sex, or neutrally if either is unknown", () => {
		const letter = LETTERS["application-submitted"]
		const greetingTo = (data: object) =>
			wordsOf(letter as Letter, { ...letter.sample, ...data }).text.split("\n")[0]
		expect(greetingTo({})).toBe("Уважаемая Мария Ивановна!")
		expect(greetingTo({ recipientName: "Пётр Ильич", recipientSex: "m" })).toBe("Уважаемый Пётр Ильич!")
		expect(greetingTo({ recipientSex: "" })).toBe("Здравствуйте!")
		expect(greetingTo({ recipientName: null })).toBe("Здравствуйте!")
	})

	test("says why the application was rejected, with the typical phrase and the coordinator's words", () => {
		const letter = LETTERS["application-rejected"]
		const { text } = layOut(letter.compose(letter.sample))
		expect(text).toContain("отклонено в связи с отсутствием подписи.")
		expect(text).toContain("> Подпись не видна на второй странице скана.")
	})

	test("promises a period only to those who will have one", () => {
		const letter = LETTERS["application-registered"]
		const words = (simplified: boolean) => layOut(letter.compose({ ...letter.sample, simplified })).text
		expect(words(false)).toContain("Вам назначат период аттестации")
		expect(words(true)).not.toContain("Вам назначат период")
		expect(words(true)).toContain("О её решении Вы получите письмо.")
	})

	test("says when and where the commission sits", () => {
		const letter = LETTERS["sitting-called"]
		const { text } = layOut(letter.compose(letter.sample))
		expect(text).toContain("Когда: 27 ноября 2026 г., начало в 10:00.")
		expect(text).toContain("Где: г. Томск, ул. Примерная, д. 1, ауд. 305.")
	})

	test("tells an expert how to decline and by when to contact the teacher", () => {
		const letter = LETTERS["expert-assigned"]
		const { subject, text } = layOut(letter.compose(letter.sample))
		expect(subject).toBe("Вы назначены специалистом по аттестации: Образцова Мария Ивановна")
		expect(text).toContain("свяжитесь с педагогом не позднее 17 сентября 2026 года.")
		expect(text).toContain("«Не могу»")
	})

	test("has different words for a granted and a refused category", () => {
		const letter = LETTERS["application-decided"]
		const decided = (decision: "granted" | "refused") =>
			layOut(letter.compose({ ...letter.sample, decision }))
		expect(decided("granted").subject).toBe("Квалификационная категория установлена")
		expect(decided("refused").text).toContain("отказала")
	})

	test("is not composed if required data are missing", () => {
		const letter = LETTERS["application-registered"]
		expect(() => letter.compose({ ...applicationSample, teacherName: "" })).toThrow()
		expect(() => letter.compose({ ...applicationSample, url: "javascript:alert(1)" })).toThrow()
	})
})

describe("text that a person typed", () => {
	const { invitation } = LETTERS

	test("cannot add a line to the subject, and is cut if it is too long", () => {
		const { subject } = layOut(
			invitation.compose({
				...invitation.sample,
				subject: `Тема\r\nBcc: all@attestation.example ${"ж".repeat(200)}`,
			}),
		)
		expect(subject).not.toMatch(/[\r\n]/u)
		expect(subject).toHaveLength(SUBJECT_LENGTH)
	})

	test("cannot become markup", () => {
		const message = '<img src=x onerror="alert(1)"> & всё'
		const { html, text } = layOut(invitation.compose({ ...invitation.sample, message }))
		expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; всё")
		expect(text).toContain(`> ${message}`)
	})

	test("may be empty", () => {
		const { subject, text } = layOut(invitation.compose({ ...invitation.sample, subject: " ", message: "" }))
		expect(subject).toBe("Приглашение в систему «Аттестация»")
		expect(text).not.toContain(">")
	})
})
