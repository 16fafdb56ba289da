import type { MetaArgs } from "@remix-run/node"
import { describe, expect, it } from "vitest"
import { explainError } from "./explain-error.ts"
import { pageTitle } from "./page-title.ts"

const thrown = (status: number, data: unknown) => ({ status, statusText: "", internal: false, data })

describe("an error page", () => {
	it("prefers the domain's own sentence", () => {
		const { message, reasons } = explainError(
			thrown(409, { message: "Период закрыт.", reasons: ["Период закрыт.", "Нет второго специалиста."] }),
		)
		expect(message).toBe("Период закрыт.")
		expect(reasons).toEqual(["Нет второго специалиста."])
	})

	it("does not repeat what its sentence says", () => {
		const reasons = ["Не прикреплён скан.", "Не прикреплены таблицы."]
		expect(explainError(thrown(409, { message: reasons.join(" "), reasons })).reasons).toEqual([])
	})

	it("never shows the router's English texts", () => {
		expect(explainError(thrown(404, 'Error: No route matches URL "/x"')).message).toMatch(
			/Такой страницы нет/,
		)
	})

	it("never shows the message of a crash", () => {
		expect(explainError(new Error("база недоступна")).message).not.toContain("база")
		expect(explainError(thrown(500, "Сбой в таблице applications")).message).not.toContain("applications")
	})

	it.each([
		"Failed to fetch",
		"NetworkError when attempting to fetch resource.",
		"Load failed",
		"Netzwerkfehler",
	])("says what to do when no answer arrived, however the browser words it: %s", (words) => {
		const { title, message } = explainError(new TypeError(words))
		expect(`${title}. ${message}`).toMatch(/^Страница не открылась\. Проверьте связь с интернетом/)
		expect(message).not.toContain(words)
	})

	it.each([
		400, 403, 404, 409, 413, 429, 500,
	])("explains for status %i what happened and what to do", (status) => {
		const { title, message } = explainError(thrown(status, null))
		expect(title).toMatch(/^[А-ЯЁ]/)
		expect(message).toMatch(/\.$/)
	})
})

describe("the title of a page", () => {
	const meta = pageTitle(({ data }) => `Заявление ${(data as { name: string }).name}`)
	const titled = (args: object) => meta({ matches: [], ...args } as unknown as MetaArgs)

	it("is its own if the page opened, with «Ошибка» in front after a refused form", () => {
		const page = { data: { name: "Зиминой" } }
		expect(titled(page)).toEqual([{ title: "Заявление Зиминой — «Аттестация»" }])
		expect(titled({ ...page, matches: [{ id: "root", data: { refused: true } }] })).toEqual([
			{ title: "Ошибка: Заявление Зиминой — «Аттестация»" },
		])
	})

	it("is the error's if it did not, so nobody reads «Заявление подано» over a page that was not found", () => {
		expect(titled({ error: thrown(404, null) })).toEqual([{ title: "Страница не найдена — «Аттестация»" }])
		expect(titled({ error: new Error("crash") })).toEqual([
			{ title: "В системе произошла ошибка — «Аттестация»" },
		])
	})
})
