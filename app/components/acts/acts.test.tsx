import { describe, expect, test } from "vitest"
import type { Cabinet, OwnEvents } from "#app/workflow/acts.ts"
import { markup } from "#tests/setup/markup.tsx"
import { OperatorActs } from "../operator/acts.tsx"
import type { ActingOn } from "./acting-on.ts"
import { ActLinks, Acts, ClosedActs, RefusedElsewhere } from "./acts.tsx"
import { RowAct } from "./row-act.tsx"

const told = (button: string, possible = true) => ({
	button,
	possible,
	reasons: possible ? [] : ["Период ещё не начался."],
})
const on = (cabinet: Cabinet, events: OwnEvents, more: Partial<ActingOn> = {}): ActingOn => ({
	noun: "application",
	cabinet,
	id: "7",
	version: 3,
	events,
	...more,
})
const refused = (typed: Record<string, string>) => ({
	message: "Укажите причину.",
	reasons: [],
	fields: { reason: "Укажите причину." },
	typed,
})

describe("an event that is new in the machine and not described yet", () => {
	const PONDER = { "application.ponder": told("Обдумать") }

	test.each([
		"teacher",
		"school",
		"municipality",
		"expert",
		"operator",
	] as const)("has its button on the application's page of the cabinet «%s»", async (cabinet) => {
		const html = await markup(<Acts on={on(cabinet, PONDER)} />)
		expect(html).toContain('<input type="hidden" name="event" value="application.ponder"/>')
		expect(html).toContain('<input type="hidden" name="version" value="3"/>')
		expect(html).toMatch(/<h2[^>]*>Обдумать<\/h2>/)
		expect(html).toMatch(/<button type="submit"[^>]*>Обдумать<\/button>/)
	})

	test("is listed among the impossible acts, with the reason", async () => {
		const closed = on("operator", { "application.ponder": told("Обдумать", false) })
		const html = await markup(<ClosedActs on={closed} />)
		expect(html).toContain("Что сейчас невозможно и почему")
		expect(html).toContain("Период ещё не начался.")
		expect(html).not.toContain('type="submit"')
	})
})

describe("the acts of an application's page", () => {
	const events = {
		"conclusion.return": told("Вернуть с замечанием"),
		"conclusion.assess": told("Принять заключение"),
		"expert.replace": told("Заменить специалиста", false),
	}
	const page = (refusal: Parameters<typeof OperatorActs>[0]["refusal"]) =>
		markup(
			<OperatorActs
				application={{ id: "7", version: 3, events, experts: [] } as never}
				replacement={null}
				conclusionAccepts={[]}
				refusal={refusal}
			/>,
		)

	test("have one main button, for the step that leads on", async () => {
		const html = await page(null)
		expect(html.match(/class="btn"/g)).toHaveLength(1)
		expect(html).toMatch(/<button type="submit" class="btn">Принять заключение/)
		expect(html.indexOf("Проверить заключение")).toBeLessThan(html.indexOf("Замечание"))
		expect(html).toContain("Что сейчас невозможно и почему")
	})

	test("show a refusal next to the refused form, with what was typed", async () => {
		const html = await page({
			...refused({ event: "conclusion.return", remark: "Нет подписи" }),
			fields: { remark: "Напишите замечание." },
		})
		const [before = "", after = ""] = html.split("Вернуть с замечанием</h2>")
		expect(before).not.toContain("Напишите замечание.")
		expect(after).toContain("Напишите замечание.")
		expect(after).toContain("Нет подписи</textarea>")
	})

	test("show a refusal that belongs to none of their forms", async () => {
		const html = await markup(
			<RefusedElsewhere on={on("operator", events, { refusal: refused({ event: "expert.replace" }) })} />,
		)
		expect(html).toContain("Укажите причину")
	})
})

describe("an act that has a page of its own", () => {
	test("is a link on the application's page, each address once, and not a form", async () => {
		const coordinator = on("municipality", {
			"schedule.assign": told("Сохранить"),
			"conclusion.attach": told("Прикрепить итоговое заключение"),
			"conclusion.replace": told("Заменить итоговое заключение"),
			"conclusion.assess": told("Принять заключение"),
		})
		const html = await markup(<ActLinks on={coordinator} />)
		expect([...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
			"/municipality/scheduling/7",
			"/municipality/attestation/7",
			"/municipality/attestation/7",
		])
		expect(await markup(<Acts on={coordinator} />)).not.toContain("<form")
	})
})

describe("an act in a row of a table", () => {
	test("names its row in hidden values, and unfolds if there is something to fill in", async () => {
		const row = on(
			"operator",
			{ "conclusion.return": told("Вернуть с замечанием") },
			{
				hidden: { applicationId: "7" },
				rowName: "Зимина Ксения",
			},
		)
		const html = await markup(<RowAct on={row} event="conclusion.return" />)
		expect(html).toMatch(/<details class="fold"><summary>Вернуть с замечанием/)
		expect(html).toContain('<input type="hidden" name="applicationId" value="7"/>')
		expect(html).toContain('<span class="hide"> — Зимина Ксения</span>')
	})
})
