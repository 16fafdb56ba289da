import { describe, expect, test } from "vitest"
import { type ApplicationDetails, applicationLifecycle } from "./application/application.texts.ts"
import { LIFECYCLES, withdrawalLifecycle } from "./lifecycles.ts"

// The sentences that people see, written by hand as agreed for the cabinets.

const details: ApplicationDetails = {
	period: "2026-10",
	order: { date: "15 сентября 2026 г.", number: "902-р" },
	rejection: { because: "в связи с отсутствием подписи", reason: "Отсутствует подпись" },
	verdict: "meets",
	procedure: "general",
	claimed: "first",
	decision: null,
}
const statusOf = (
	state: keyof typeof applicationLifecycle.states,
	change: Partial<ApplicationDetails> = {},
) => {
	const { status } = applicationLifecycle.states[state]
	return typeof status === "function" ? status({ ...details, ...change }) : status
}

describe("the status in the teacher's cabinet", () => {
	test.each<[Parameters<typeof statusOf>[0], Partial<ApplicationDetails>, string]>([
		["draft.editing", {}, "Заявление заполняется, но ещё не сформировано"],
		[
			"draft.formed",
			{},
			"Заявление сформировано, но сканированное изображение не прикреплено. Прикрепите его в разделе «Подать заявление»",
		],
		[
			"submitted",
			{},
			"Заявление подано. Ожидает рассмотрения координатором по аттестации в муниципальном образовании",
		],
		["rejected", {}, "Заявление о проведении аттестации отклонено в связи с отсутствием подписи"],
		[
			"rejected",
			{ rejection: { because: null, reason: "Нечитаемый скан" } },
			"Заявление о проведении аттестации отклонено. Причина: Нечитаемый скан",
		],
		["rejected", { rejection: null }, "Заявление о проведении аттестации отклонено. Причина: не указана"],
		["registered", {}, "Заявление о проведении аттестации зарегистрировано"],
		[
			"scheduled.preliminary",
			{},
			"Заявление зарегистрировано. Аттестационный период (предварительный, может меняться): октябрь-ноябрь 2026",
		],
		[
			"scheduled.preliminary",
			{ period: null },
			"Заявление зарегистрировано. Аттестационный период (предварительный, может меняться): не назначен",
		],
		[
			"scheduled.approved",
			{},
			"Аттестационный период: октябрь-ноябрь 2026. Утверждён распоряжением от 15 сентября 2026 г. № 902-р",
		],
		["scheduled.approved", { order: null }, "Аттестационный период: октябрь-ноябрь 2026. Утверждён"],
		[
			"concluded.awaitingTeacher",
			{},
			"Вам пришло итоговое заключение. Необходимо его просмотреть и в случае согласия распечатать и подписать его, и прикрепить подписанный скан, все это вы можете сделать в разделе «Подать заявление»",
		],
		["concluded.disputed", {}, "Вы не согласились с итоговым заключением. Комментарий передан специалистам"],
		["concluded.signed", {}, "Подписанное итоговое заключение прикреплено"],
		[
			"concluded.assessed",
			{},
			"Итоговое заключение принято: соответствует. Ожидается решение аттестационной комиссии",
		],
		[
			"concluded.assessed",
			{ verdict: "fails" },
			"Итоговое заключение принято: не соответствует. Ожидается решение аттестационной комиссии",
		],
		[
			"concluded.assessed",
			{ procedure: "simplified" },
			"Заявление передано на рассмотрение аттестационной комиссии",
		],
		[
			"concluded.granted",
			{},
			"Установлена первая квалификационная категория. Распоряжение от 15 сентября 2026 г. № 902-р",
		],
		[
			"concluded.granted",
			{ claimed: "highest", order: null },
			"Установлена высшая квалификационная категория.",
		],
		[
			"concluded.refused",
			{},
			"В установлении категории отказано. Распоряжение от 15 сентября 2026 г. № 902-р",
		],
		["withdrawn", {}, "Заявление отозвано. Вы можете подать новое"],
	])("%s %j", (state, change, says) => {
		expect(statusOf(state, change)).toBe(says)
	})
})

describe("the status of a withdrawal", () => {
	test.each([
		[
			"formed",
			"Заявление на отзыв сформировано, Вы можете его загрузить, перейдя по ссылке «Подать заявление на отзыв»",
		],
		["submitted", "Заявление на отзыв подано"],
		["registered", "Заявление на отзыв зарегистрировано. Вы можете вновь подать заявление"],
		["discarded", "Отзыв отменён, заявление остаётся в силе"],
	] as const)("%s", (state, says) => {
		expect(withdrawalLifecycle.states[state].status).toBe(says)
	})

	test.each([
		["На скане нет подписи", "Заявление на отзыв отклонено. Причина: На скане нет подписи"],
		[null, "Заявление на отзыв отклонено. Причина: не указана"],
	])("rejected for %s", (reason, says) => {
		const { status } = withdrawalLifecycle.states.rejected
		expect(typeof status === "function" && status({ reason })).toBe(says)
	})
})

describe.each(Object.values(LIFECYCLES))("every event of «$name»", ({ events, states }) => {
	test.each(Object.entries(events))("%s has a button and a sentence for the history", (_event, text) => {
		const { button, happened } = text
		for (const words of [button, happened]) expect(words).toMatch(/^[А-ЯЁ][^.!]*$/)
		if ("done" in text) expect(text.done).toMatch(/^[А-ЯЁ].{10,}[^.!]$/)
	})

	test("every state has words", () => {
		for (const { short } of Object.values(states)) expect(short).toMatch(/^[А-ЯЁ]/)
	})
})
