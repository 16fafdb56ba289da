import { APPLICATION } from "./application.page.ts"
import { eventOf, type Refused } from "./page.ts"

// Refusals in states that have the event: because of the facts (the button is grey), or because of what was sent. The sentences are
// written by hand.

const WAITS = "Подано заявление на отзыв: сначала зарегистрируйте его или отклоните."
const SIMPLIFIED_ONLY = "Действие только для упрощённой формы аттестации."
const NO_SCAN = "Не прикреплён скан подписанного заявления (файл 1)."
const LACKING = "Исправьте ошибки в форме."
const INCOMPLETE =
	"Прикрепите заключение целиком: один PDF или архив без пустых страниц, и отметьте «Все страницы и все подписи на месте»."
const INELIGIBLE =
	"Специалист не подходит. Выбранный специалист: нет среди специалистов муниципалитета, или доступ в систему закрыт."
const DIFFERENT = "Выберите двух разных специалистов."
const COLLEAGUE = ": работа в той же организации, подтвердите и укажите причину."
const ONLY_EVIDENCE = "Заявление уже подано: сейчас можно добавлять и удалять только документы и материалы."

const PASSED = "Этот день уже прошёл. Назовите сегодняшний день или более поздний."

/** Situation → event → all sentences of the refusal. */
export const REFUSED_BY_FACTS: Record<string, Record<string, readonly string[]>> = {
	"draft.editing": {
		"application.receive": ["Так принимают только заявление, которое координатор внёс за педагога.", NO_SCAN],
	},
	"draft.formed @bare": {
		"application.submit": [NO_SCAN, "Не прикреплены таблицы результатов (файл 2)."],
	},
	registered: {
		"application.admit": [
			SIMPLIFIED_ONLY,
			"Не прикреплён документ, подтверждающий основание упрощённой формы.",
		],
		"procedure.change": [SIMPLIFIED_ONLY],
	},
	"registered @simplified": {
		"schedule.assign": ["Упрощённая форма: в график не включается, специалисты не назначаются."],
	},
	"scheduled.approved": {
		"paper.pass": ["Сначала отметьте, что заключение получено."],
		"paper.unmark": ["Отметки ещё нет, отменять нечего."],
	},
	"submitted @withdrawing": { "application.register": [WAITS] },
	"registered @withdrawing": { "schedule.assign": [WAITS] },
	"registered @simplified @withdrawing": { "application.admit": [WAITS] },
	"scheduled.preliminary @withdrawing": { "schedule.assign": [WAITS] },
	"scheduled.approved @withdrawing": { "conclusion.attach": [WAITS] },
}

interface Sent extends Refused {
	/** What is sent instead of the line's sample. */
	sends: Record<string, string>
	file?: boolean
	/** The states in which it is tried; by default all that have the event. */
	in?: readonly string[]
}

const FILED = ["submitted", "registered", "scheduled.preliminary", "scheduled.approved"]
const badConclusions: Sent[] = [
	{ sends: { complete: "on" }, file: true, status: 400, says: LACKING },
	{ sends: { verdict: "perhaps", complete: "on" }, file: true, status: 400, says: LACKING },
	{ sends: { verdict: "meets" }, file: true, status: 409, says: INCOMPLETE },
	{ sends: { verdict: "meets", complete: "on" }, status: 400, says: "Выберите файл." },
]

/** An event whose page sends only one text is refused without it, and with blanks. */
function withoutText(event: string): readonly Sent[] {
	const sends = Object.entries(APPLICATION).find(([key]) => eventOf(key) === event)?.[1].sends ?? {}
	const [text, ...others] = Object.keys(sends)
	if (others.length > 0 || !["reason", "comment", "remark"].includes(text ?? "")) return []
	return [{}, { [text ?? ""]: "  " }].map((blank) => ({ sends: blank, status: 400, says: LACKING }))
}

/** Wrong data of an event, with the answer to people who may send it. */
export const refusedAsSent = (event: string): readonly Sent[] => REFUSED_AS_SENT[event] ?? withoutText(event)

const REFUSED_AS_SENT: Record<string, readonly Sent[]> = {
	"attachment.add": [
		{ sends: { kind: "no such kind" }, status: 400, says: LACKING },
		{ sends: { kind: "other", title: "Грамота" }, status: 400, says: LACKING },
		{
			sends: { kind: "signed_application", title: "" },
			file: true,
			in: FILED,
			status: 409,
			says: ONLY_EVIDENCE,
		},
		{
			sends: { kind: "conclusion", title: "" },
			file: true,
			in: ["draft.formed"],
			status: 409,
			says: "Этот документ прикрепляется в своём разделе, а не к заявлению.",
		},
	],
	"attachment.remove": [
		{ sends: { attachmentId: "somebody else's" }, status: 404, says: "Такой страницы нет" },
	],
	"application.reject": [
		{ sends: {}, status: 400, says: LACKING },
		{ sends: { reasonCode: "other", reason: " " }, status: 400, says: LACKING },
	],
	"application.receive": [
		{ sends: { source: "paper" }, status: 400, says: LACKING },
		{ sends: { source: "pigeon", receivedOn: "20.10.2026" }, status: 400, says: LACKING },
	],
	"schedule.assign": [
		{ sends: {}, status: 400, says: LACKING },
		{
			sends: { period: "2026-09", expert1: "{expert1}" },
			status: 409,
			says: "Выбранный период закрыт. Выберите период, который ещё открыт.",
		},
		{
			sends: { period: "{other period}", expert1: "{expert1}", expert2: "{expert1}" },
			status: 409,
			says: DIFFERENT,
		},
		{ sends: { period: "{other period}", expert1: "{teacher}" }, status: 409, says: INELIGIBLE },
		{ sends: { period: "{other period}", expert1: "{foreign expert}" }, status: 409, says: INELIGIBLE },
		{ sends: { period: "{other period}", expert1: "{colleague}" }, status: 409, says: COLLEAGUE },
	],
	"expert.replace": [
		{ sends: { seat: "2", expert: "{expert3}" }, status: 400, says: LACKING },
		{ sends: { seat: "2", expert: "{expert1}", reason: "Болезнь" }, status: 409, says: DIFFERENT },
		{ sends: { seat: "2", expert: "{foreign expert}", reason: "Болезнь" }, status: 409, says: INELIGIBLE },
		{ sends: { seat: "2", expert: "{colleague}", reason: "Болезнь" }, status: 409, says: COLLEAGUE },
		{ sends: { seat: "3", expert: "{expert3}", reason: "Болезнь" }, status: 400, says: LACKING },
	],
	"visits.propose": [
		{ sends: { visitNote: "10:20" }, status: 400, says: LACKING },
		{ sends: { visitOn: "31.02.2027" }, status: 400, says: LACKING },
		{ sends: { visitOn: "20.12.2026", visitAgainOn: "завтра" }, status: 400, says: LACKING },
		{ sends: { visitOn: "01.09.2026" }, status: 409, says: PASSED },
		{ sends: { visitOn: "20.12.2026", visitAgainOn: "01.09.2026" }, status: 409, says: PASSED },
	],
	"materials.ask": [
		{ sends: { materials: "Рабочая программа" }, status: 400, says: LACKING },
		{ sends: { materials: "  ", materialsBy: "20.12.2026" }, status: 400, says: LACKING },
		{ sends: { materials: "Рабочая программа", materialsBy: "01.09.2026" }, status: 409, says: PASSED },
	],
	"conclusion.attach": badConclusions,
	"conclusion.replace": badConclusions,
	"conclusion.sign": [{ sends: {}, status: 400, says: "Выберите файл." }],
	"conclusion.assess": [
		{ sends: { complete: "on" }, status: 400, says: LACKING },
		{
			sends: { verdict: "meets" },
			status: 409,
			says: "Проверьте заключение и отметьте «Все страницы и все подписи на месте».",
		},
	],
	"application.decide": [
		{ sends: { sitting: "{sitting}" }, status: 400, says: LACKING },
		{
			sends: { sitting: "none", decision: "granted" },
			status: 409,
			says: "Заседание ещё не состоялось: нужны его дата не позже сегодняшней, номер протокола и кворум в две трети состава. Внесите номер и дату распоряжения.",
		},
	],
}
