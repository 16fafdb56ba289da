import type { Timed } from "../guards.ts"
import type { EventText } from "../lifecycle.ts"
import type { Decision, Verdict } from "./application.facts.ts"
import type { DocumentPurpose } from "./document-purpose.ts"

/** `accepted`: the checks of the file passed. `complete`: the person ticked «Все страницы и все подписи на месте». */
interface DocumentSent {
	accepted?: boolean
	complete?: boolean
}

/** Every event with the fields that guards read from it. The fields are absent until something is sent. */
export type ApplicationEvent = Timed &
	(
		| { type: "form.save" | "form.issue" | "form.reopen" | "form.discard" | "form.restore" }
		| { type: "attachment.add"; purpose?: DocumentPurpose; accepted?: boolean }
		| { type: "attachment.remove"; purpose?: DocumentPurpose }
		| { type: "application.submit" | "application.register" | "application.revise" | "application.withdraw" }
		| { type: "application.reject"; reason?: string }
		| { type: "schedule.assign" | "schedule.clear" | "schedule.approve" }
		| { type: "expert.replace"; reason?: string }
		| { type: "expert.accept" }
		| { type: "expert.decline"; reason?: string }
		| { type: "visits.propose" | "materials.ask"; days?: readonly string[] }
		| { type: "departure.report"; reason?: string }
		| ({
				type: "conclusion.attach" | "conclusion.replace"
				verdict?: Verdict
				signedByTeacher?: boolean
		  } & DocumentSent)
		| ({ type: "conclusion.sign" } & DocumentSent)
		| { type: "conclusion.dispute"; comment?: string }
		| ({ type: "conclusion.assess"; verdict?: Verdict } & DocumentSent)
		| { type: "conclusion.return"; remark?: string }
		| { type: "conclusion.proceed"; reason?: string }
		| { type: "application.admit" }
		| { type: "application.decide"; decision?: Decision }
		| { type: "application.receive"; source?: string; receivedOn?: string }
		| { type: "entry.correct" }
		| { type: "procedure.change"; reason?: string }
		| { type: "paper.receive" | "paper.pass" | "paper.unmark" }
	)

// Stryker disable StringLiteral: words for people; other words are another text, not another rule. texts.test.ts and the
// refusals in the machines' tables hold the sentences that were agreed on.

/** The words of each event. */
export const applicationEventTexts = {
	"form.save": { button: "Сохранить и продолжить", happened: "Заявление заполняется" },
	"form.issue": {
		button: "Сформировать заявление",
		happened: "Заявление сформировано",
		done: "Заявление сформировано. Скачайте его, распечатайте, подпишите и отсканируйте",
	},
	"form.reopen": { button: "Изменить данные", happened: "Заявление возвращено к заполнению" },
	"form.discard": {
		button: "Удалить черновик",
		happened: "Черновик удалён",
		done: "Черновик удалён. Его можно вернуть",
	},
	"form.restore": { button: "Вернуть черновик", happened: "Черновик возвращён" },
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
		happened: "Получено несогласие с заключением",
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
		button: "Передать на регистрацию",
		happened: "Заявление внесено координатором",
		done: "Заявление передано на регистрацию",
	},
	"entry.correct": {
		button: "Сохранить исправления",
		name: "Исправить внесённые данные",
		happened: "Внесённые данные исправлены",
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
	"visits.propose": {
		button: "Предложить дни посещения",
		happened: "Специалист предложил дни посещения",
		done: "Дни посещения предложены педагогу",
	},
	"materials.ask": {
		button: "Запросить материалы",
		happened: "Специалист запросил материалы",
		done: "Материалы запрошены у педагога",
	},
	"departure.report": {
		button: "Сообщить об увольнении",
		happened: "Специалист сообщил об увольнении педагога",
		done: "Координатор и оператор узнают об увольнении и решат, что делать дальше",
	},
	"paper.receive": { button: "Получено", happened: "Бумажное заключение получено" },
	"paper.pass": { button: "Передано", happened: "Бумажное заключение передано" },
	"paper.unmark": { button: "Отменить отметку", happened: "Отметка о бумажном заключении отменена" },
	"conclusion.proceed": {
		button: "Продолжить без подписи педагога",
		happened: "Заключение передано дальше без подписи педагога",
	},
} satisfies Record<ApplicationEvent["type"], EventText>
