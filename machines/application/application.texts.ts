import { period } from "../calendar.ts"
import { defineLifecycle, type StateText, versionsOf } from "../lifecycle.ts"
import versions from "../versions/application.json" with { type: "json" }
import { applicationActions } from "./application.actions.ts"
import { applicationEventTexts as events } from "./application.events.ts"
import type { ApplicationFacts, Decision, Verdict } from "./application.facts.ts"
import { applicationGuardTexts as guards } from "./application.guard-texts.ts"
import { applicationGuards } from "./application.guards.ts"
import { applicationMachine } from "./application.machine.ts"
import { applicationTags } from "./application.setup.ts"

// Stryker disable StringLiteral: words for people; other words are another text, not another rule. texts.test.ts and the
// refusals in the machines' tables hold the sentences that were agreed on.

/** What the status sentences mention. Dates are already in words («15 сентября 2026 г.»). */
export interface ApplicationDetails {
	period: string | null
	order: { date: string; number: string } | null
	/** `because`: «в связи с отсутствием подписи», for a typical reason. `reason`: the coordinator's own words. */
	rejection: { because: string | null; reason: string } | null
	verdict: Verdict | null
	procedure: "general" | "simplified" | null
	claimed: "first" | "highest" | null
	decision: Decision | null
}

const label = (details: ApplicationDetails) => (details.period ? period(details.period).label : "не назначен")
const act = ({ order }: ApplicationDetails) =>
	order ? ` распоряжением от ${order.date} № ${order.number}` : ""
const actAfter = ({ order }: ApplicationDetails) =>
	order ? ` Распоряжение от ${order.date} № ${order.number}` : ""

const states = {
	"draft.editing": {
		short: "Заполняется",
		now: "Заявление ещё заполняется: его нужно заполнить и сформировать.",
		status: "Заявление заполняется, но ещё не сформировано",
	},
	"draft.formed": {
		short: "Сформировано, скан не прикреплён",
		now: "Заявление сформировано: к нему прикрепляют подписанный скан и второй файл и подают его.",
		status:
			"Заявление сформировано, но сканированное изображение не прикреплено. Прикрепите его в разделе «Подать заявление»",
	},
	discarded: {
		short: "Черновик удалён",
		now: "Черновик удалён: вернуть его можно в разделе «Прежние заявления».",
		status: "Черновик заявления удалён. Вы можете вернуть его или начать новое заявление",
	},
	submitted: {
		short: "Подано",
		now: "Заявление подано: координатор зарегистрирует его или отклонит с указанием причины.",
		status: "Заявление подано. Ожидает рассмотрения координатором по аттестации в муниципальном образовании",
	},
	rejected: {
		short: "Отклонено",
		now: "Заявление отклонено: нажмите «Исправить и подать снова», всё заполненное сохранится.",
		status: ({ rejection }) =>
			rejection?.because
				? `Заявление о проведении аттестации отклонено ${rejection.because}`
				: `Заявление о проведении аттестации отклонено. Причина: ${rejection?.reason ?? "не указана"}`,
	},
	registered: {
		short: "Зарегистрировано",
		now: "Заявление зарегистрировано: теперь ему назначают период и специалистов, а при упрощённой форме его рассмотрит комиссия.",
		status: "Заявление о проведении аттестации зарегистрировано",
	},
	"scheduled.preliminary": {
		short: "Период предварительный",
		now: "Период назначен предварительно: до утверждения графика его и специалистов ещё можно изменить.",
		status: (details) =>
			`Заявление зарегистрировано. Аттестационный период (предварительный, может меняться): ${label(details)}`,
	},
	"scheduled.approved": {
		short: "Период утверждён",
		now: "График утверждён: специалисты проводят аттестацию и готовят итоговое заключение.",
		status: (details) => `Аттестационный период: ${label(details)}. Утверждён${act(details)}`,
	},
	"concluded.awaitingTeacher": {
		short: "Ждёт подписи педагога",
		now: "Заключение прикреплено и ждёт подписи или возражений.",
		status:
			"Вам пришло итоговое заключение. Необходимо его просмотреть и в случае согласия распечатать и подписать его, и прикрепить подписанный скан, все это вы можете сделать в разделе «Подать заявление»",
	},
	"concluded.disputed": {
		short: "Не согласен с заключением",
		now: "Против заключения есть возражения: специалисты могут его заменить, а подписать его всё ещё можно.",
		status: "Вы не согласились с итоговым заключением. Комментарий передан специалистам",
	},
	"concluded.signed": {
		short: "Заключение подписано",
		now: "Заключение подписано: координатор проверяет его и принимает.",
		status: "Подписанное итоговое заключение прикреплено",
	},
	"concluded.assessed": {
		short: "Заключение принято",
		now: "Заявление ждёт решения аттестационной комиссии.",
		status: ({ procedure, verdict }) =>
			procedure === "simplified"
				? "Заявление передано на рассмотрение аттестационной комиссии"
				: `Итоговое заключение принято: ${verdict === "fails" ? "не соответствует" : "соответствует"}. Ожидается решение аттестационной комиссии`,
	},
	"concluded.granted": {
		short: "Категория установлена",
		now: "Решение уже принято, это заявление завершено. Новое заявление начинают на главной странице.",
		status: (details) =>
			`Установлена ${details.claimed === "highest" ? "высшая" : "первая"} квалификационная категория.${actAfter(details)}`,
	},
	"concluded.refused": {
		short: "В категории отказано",
		now: "Решение уже принято, это заявление завершено. Новое заявление начинают на главной странице.",
		status: (details) => `В установлении категории отказано.${actAfter(details)}`,
	},
	withdrawn: {
		short: "Отозвано",
		now: "Заявление отозвано. Новое заявление начинают на главной странице.",
		status: "Заявление отозвано. Вы можете подать новое",
	},
} satisfies Record<string, StateText<ApplicationDetails>>

export type ApplicationState = keyof typeof states
export type ApplicationEventType = keyof typeof events

export const applicationLifecycle = defineLifecycle<ApplicationFacts, ApplicationDetails>()({
	name: "application",
	title: "Заявление",
	purpose: "Путь заявления от черновика до решения аттестационной комиссии",
	counted: ["заявление", "заявления", "заявлений"],
	...versionsOf(versions),
	machine: applicationMachine,
	tags: applicationTags,
	creation: {
		event: "application.begin",
		text: { button: "Начать заявление", happened: "Заявление начато" },
		to: "draft.editing",
		guards: ["noOtherActive"],
	},
	boxes: { draft: "Черновик", scheduled: "В графике", concluded: "Заключение и решение" },
	states,
	events,
	guards,
	predicates: applicationGuards,
	consequences: applicationActions,
})
