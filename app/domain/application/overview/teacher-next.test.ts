import { describe, expect, test } from "vitest"
import { filedPapers } from "#machines/application/filed-papers.ts"
import type { ApplicationView } from "../application.view.server.ts"
import { stepsFor } from "../form/application.form.ts"
import { nextStep } from "./teacher-next.view.server.ts"
import { wayOf } from "./teacher-way.view.server.ts"

/** The parts of an application that the next step reads. */
const application = (parts: Partial<ApplicationView>) =>
	({
		state: "draft.formed",
		procedure: "general",
		form: {},
		documents: [],
		history: [],
		experts: [],
		withdrawal: null,
		deadlines: null,
		filed: filedPapers({ procedure: parts.procedure ?? "general" } as never),
		...parts,
	}) as unknown as ApplicationView

const next = (parts: Partial<ApplicationView>, withdrawalFormed = false) =>
	nextStep({
		application: application(parts),
		remote: false,
		withdrawalFormed,
		unfinished: [],
		today: "2026-11-30",
	})

describe("the simplified procedure", () => {
	test("asks for the document of the ground and never for tables", () => {
		const { text } = next({ procedure: "simplified" })
		expect(text).toContain("документ, подтверждающий основание")
		expect(text).not.toContain("таблицы")
		expect(next({}).text).toContain("таблицы для представления результатов")
	})

	test("does not ask for results, which only the tables would show", () => {
		const ids = (procedure: "general" | "simplified") => stepsFor({ procedure }).map(({ id }) => id)
		expect(ids("simplified")).not.toContain("results")
		expect(ids("simplified")).toContain("ground")
		expect(ids("general")).toContain("results")
	})
})

test("an application that came on paper is filled in by the coordinator, and the teacher waits", () => {
	const draft = { state: "draft.editing", rejection: null } as Partial<ApplicationView>
	expect(next({ ...draft, source: "paper" })).toMatchObject({
		title: "Ждите регистрации: координатор вносит Ваше заявление",
		go: null,
		tasks: [],
	})
	expect(next({ ...draft, source: "online" }).title).toBe("Сформируйте заявление")
	const rejected = { because: null, reason: "Нет подписи" }
	expect(next({ ...draft, source: "paper", rejection: rejected }).title).toContain("Исправьте заявление")
})

describe("after the end the teacher reads what follows", () => {
	test.each([
		["concluded.granted", "Делать ничего не нужно", "выписку из протокола"],
		["concluded.refused", "Спросите координатора о причинах отказа", "подать заявление снова"],
		["withdrawn", "Заявление отозвано", "Новое заявление можно начать"],
	])("%s", (state, title, text) => {
		const said = next({ state } as Partial<ApplicationView>)
		expect(said.title).toBe(title)
		expect(said.text).toContain(text)
	})

	test("a withdrawn application stands at no station", () => {
		expect(wayOf(application({ state: "withdrawn" }))).toEqual({ stations: [], now: "" })
	})
})

test("a withdrawal that waits for the teacher's signature comes before everything else", () => {
	const parts = { state: "registered", withdrawal: { state: "formed" } } as Partial<ApplicationView>
	expect(next(parts, true).title).toBe("Подпишите заявление на отзыв и подайте его")
	expect(next(parts, false).title).toBe("Ждите назначения аттестационного периода")
})
