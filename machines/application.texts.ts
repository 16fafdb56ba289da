import { applicationConsequences as consequences } from "./application.consequences.ts"
import type { ApplicationFacts, Decision, Verdict } from "./application.facts.ts"
import { applicationGuardTexts as guards } from "./application.guard-texts.ts"
import { applicationMachine } from "./application.machine.ts"
import { period } from "./calendar.ts"
import type { EventText, Lifecycle, StateText } from "./lifecycle.ts"

// Stryker disable StringLiteral: words for people; another word is another text, not another rule. The sentences that are
// written down are held by texts.test.ts and by the refusals of the machines' tables.

/** What the status sentences mention; dates come already written out («15 сентября 2026 г.»). */
export interface ApplicationDetails {
	period: string | null
	order: { date: string; number: string } | null
	/** «в связи с отсутствием подписи» for a typical reason, else the coordinator's own words. */
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
		status: "Заявление заполняется, но ещё не сформировано",
	},
	"draft.formed": {
		short: "Сформировано, скан не прикреплён",
		status:
			"Заявление сформировано, но сканированное изображение не прикреплено. Прикрепите его в разделе «Подать заявление»",
	},
	submitted: {
		short: "Подано",
		status: "Заявление подано. Ожидает рассмотрения координатором по аттестации в муниципальном образовании",
	},
	rejected: {
		short: "Отклонено",
		status: ({ rejection }) =>
			rejection?.because
				? `Заявление о проведении аттестации отклонено ${rejection.because}`
				: `Заявление о проведении аттестации отклонено. Причина: ${rejection?.reason ?? "не указана"}`,
	},
	registered: {
		short: "Зарегистрировано",
		status: "Заявление о проведении аттестации зарегистрировано",
	},
	"scheduled.preliminary": {
		short: "Период предварительный",
		status: (details) =>
			`Заявление зарегистрировано. Аттестационный период (предварительный, может меняться): ${label(details)}`,
	},
	"scheduled.approved": {
		short: "Период утверждён",
		status: (details) => `Аттестационный период: ${label(details)}. Утверждён${act(details)}`,
	},
	"concluded.awaitingTeacher": {
		short: "Ждёт подписи педагога",
		status:
			"Вам пришло итоговое заключение. Необходимо его просмотреть и в случае согласия распечатать и подписать его, и прикрепить подписанный скан, все это вы можете сделать в разделе «Подать заявление»",
	},
	"concluded.disputed": {
		short: "Не согласен с заключением",
		status: "Вы не согласились с итоговым заключением. Комментарий передан специалистам",
	},
	"concluded.signed": {
		short: "Заключение подписано",
		status: "Подписанное итоговое заключение прикреплено",
	},
	"concluded.assessed": {
		short: "Заключение принято",
		status: ({ procedure, verdict }) =>
			procedure === "simplified"
				? "Заявление передано на рассмотрение аттестационной комиссии"
				: `Итоговое заключение принято: ${verdict === "fails" ? "не соответствует" : "соответствует"}. Ожидается решение аттестационной комиссии`,
	},
	"concluded.granted": {
		short: "Категория установлена",
		status: (details) =>
			`Установлена ${details.claimed === "highest" ? "высшая" : "первая"} квалификационная категория.${actAfter(details)}`,
	},
	"concluded.refused": {
		short: "В категории отказано",
		status: (details) => `В установлении категории отказано.${actAfter(details)}`,
	},
	withdrawn: {
		short: "Отозвано",
		status: "Заявление отозвано. Вы можете подать новое",
	},
} satisfies Record<string, StateText<ApplicationDetails>>

const events = {
	"form.save": { button: "Сохранить и продолжить", happened: "Заявление заполняется" },
	"form.issue": {
		button: "Сформировать заявление",
		happened: "Заявление сформировано",
		done: "Заявление сформировано. Скачайте его, распечатайте, подпишите и отсканируйте",
	},
	"form.reopen": { button: "Изменить данные", happened: "Заявление возвращено к заполнению" },
	"attachment.add": { button: "Загрузить выбранные файлы", happened: "Прикреплён документ" },
	"attachment.remove": { button: "Удалить", happened: "Документ удалён" },
	"application.submit": { button: "Подать заявление", happened: "Заявление подано" },
	"application.register": { button: "Зарегистрировать", happened: "Заявление зарегистрировано" },
	"application.reject": { button: "Отклонить", happened: "Заявление отклонено" },
	"application.revise": {
		button: "Исправить и подать снова",
		happened: "Заявление взято на исправление",
	},
	"schedule.assign": {
		button: "Сохранить",
		name: "Назначить период и специалистов",
		happened: "Назначен период аттестации",
	},
	"schedule.clear": { button: "Снять период", happened: "Период аттестации снят" },
	"schedule.approve": { button: "Утвердить график", happened: "График утверждён" },
	"expert.replace": { button: "Заменить специалиста", happened: "Специалист по аттестации заменён" },
	"conclusion.attach": {
		button: "Прикрепить итоговое заключение",
		happened: "Прикреплено итоговое заключение",
	},
	"conclusion.sign": {
		button: "Прикрепить подписанное заключение",
		happened: "Прикреплено подписанное итоговое заключение",
		done: "Подписанное заключение прикреплено. Теперь его проверит координатор",
	},
	"conclusion.dispute": {
		button: "Не согласен",
		happened: "Педагог не согласился с заключением",
		done: "Ваш комментарий передан специалистам и координатору",
	},
	"conclusion.replace": {
		button: "Заменить итоговое заключение",
		happened: "Итоговое заключение заменено",
	},
	"conclusion.assess": { button: "Принять заключение", happened: "Итоговое заключение принято" },
	"application.admit": {
		button: "Передать на рассмотрение комиссии",
		happened: "Заявление передано на рассмотрение комиссии",
	},
	"conclusion.return": { button: "Вернуть с замечанием", happened: "Заключение возвращено" },
	"application.decide": { button: "Внести решение", happened: "Комиссия приняла решение" },
	"application.withdraw": {
		button: "Отозвать заявление",
		name: "Зарегистрировать отзыв",
		happened: "Заявление отозвано",
	},
	"application.receive": {
		button: "Принять заявление",
		happened: "Заявление внесено координатором",
	},
	"procedure.change": {
		button: "Перевести на общие основания",
		happened: "Заявление переведено на общие основания",
	},
	"expert.accept": {
		button: "Принял(а) к работе",
		happened: "Специалист принял работу",
		done: "Отмечено: Вы приняли работу",
	},
	"expert.decline": {
		button: "Не могу",
		happened: "Специалист не может проводить аттестацию",
		done: "Координатор и оператор узнают, что Вы не можете проводить аттестацию",
	},
	"paper.receive": { button: "Получено", happened: "Бумажное заключение получено" },
	"paper.pass": { button: "Передано", happened: "Бумажное заключение передано" },
	"conclusion.proceed": {
		button: "Продолжить без подписи педагога",
		happened: "Заключение передано дальше без подписи педагога",
	},
} satisfies Record<string, EventText>

export type ApplicationState = keyof typeof states
export type ApplicationEventType = keyof typeof events

export const applicationLifecycle: Lifecycle<
	ApplicationFacts,
	ApplicationState,
	ApplicationEventType,
	keyof typeof guards,
	ApplicationDetails
> = {
	name: "application",
	title: "Заявление",
	purpose: "Путь заявления от черновика до решения аттестационной комиссии",
	counted: ["заявление", "заявления", "заявлений"],
	version: 1,
	machine: applicationMachine,
	birth: {
		event: "application.begin",
		text: { button: "Начать заявление", happened: "Заявление начато" },
		to: "draft.editing",
		guards: ["noOtherActive"],
	},
	boxes: { draft: "Черновик", scheduled: "В графике", concluded: "Заключение и решение" },
	states,
	events,
	guards,
	consequences,
}
