import { isSubjectName, LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { OUTSIDE_TEXTS } from "#machines/steps.ts"

/** The words for the kinds of entries in the access log. An unknown kind is shown as it is stored. */
export const ACCESS_WORDS: Readonly<Record<string, string>> = {
	read: "Открыты данные",
	listed: "Показан в списке",
	"account-blocked": "Доступ закрыт",
	"account-unblocked": "Доступ открыт",
	"email-changed": "Сменён адрес электронной почты",
	"email-corrected": "Исправлен адрес электронной почты",
	"sessions-ended": "Завершены сеансы",
	"email-change-asked": "Запрошена смена адреса электронной почты",
	"email-change-cancelled": "Смена адреса отменена",
	"office-changed": "Изменены настройки региона",
	"reference-changed": "Изменён справочник",
	"commission-changed": "Изменён состав комиссии",
	"roster-changed": "Изменён список специалистов",
	"sitting-changed": "Заседание комиссии",
	"rules-changed": "Изменены правила",
	"rules-withdrawn": "Отменено изменение правил",
	"clock-confirmed": "Подтверждено, что часы сервера верны",
	"sign-in-device": "Вход с нового устройства",
	"own-data": "Скачаны все свои данные",
	"consent-withdrawn": "Согласие на обработку данных отозвано",
	"role-ended": "Роль прекращена",
	"work-handed-over": "Работа передана",
	"second-factor-on": "Включён второй шаг входа",
	"second-factor-off": "Отключён второй шаг входа",
	helped: "Страницы открыты для помощи",
	"accounts-merged": "Учётные записи объединены",
	"paper-link": "Создана ссылка, по которой педагог примет заявление с бумаги",
	"paper-taken-over": "Педагог принял заявление, внесённое за него с бумаги",
	erased: "Данные удалены по сроку хранения",
	"erasure-terms-changed": "Изменены сроки хранения",
	"erasure-confirmed": "Начато удаление по сроку хранения",
	"login-found": "Найдено забытое имя пользователя",
}

const PAGES: readonly [RegExp, string][] = [
	[/^\/files\//, "Файл"],
	[/^\/roles\/help\//, "Вход для помощи"],
	[/^\/roles\/merge\//, "Объединение учётных записей"],
	[/^\/roles\/account\//, "Учётная запись"],
	[/^\/roles\//, "Прекращение роли"],
	[/form\.docx$/, "Заявление в Word"],
	[/annex\.docx$/, "Таблицы результатов в Word"],
	[/conclusion\.docx$/, "Заключение в Word"],
	[/(notice|rejection|extract)\.docx$/, "Уведомление или выписка в Word"],
	[/contract\.docx$/, "Договор специалиста в Word"],
	[/help\.docx$/, "Памятка педагогу в Word"],
	[/journal\.docx$/, "Журнал в Word"],
	[/sittings\//, "Заседание комиссии"],
	[/\/inspect$/, "Путь заявления"],
	[
		/^\/(operator|municipality|school|expert)\/(applications|attestation|scheduling|conclusions)\/[^/]+$/,
		"Заявление",
	],
	[/(zip|pdf|docx|csv|xlsx|svg|html)$/, "Файл с данными"],
	[/\/photos/, "Фотографии страниц"],
	[/\/print/, "Выгрузка и печать"],
	[/\/batches\//, "Действие над многими"],
	[/\/entry/, "Заявления на бумаге"],
	[/\/exclusion$/, "Отзыв заявления координатором"],
	[/(\/papers|^\/group)$/, "Бумажные заключения"],
	[/\/calls$/, "Отправленные уведомления"],
	[/\/invitations$/, "Приглашения"],
	[/^\/roles$/, "Люди и роли"],
	[/\/notify$/, "Уведомления не подавшим"],
	[/\/schedules?$/, "График аттестации"],
	[/\/statistics$/, "Статистика"],
	[/\/machines/, "Статусы"],
	[/\/(repair|replay)/, "Переводы и сверка журнала"],
	[/\/erasure/, "Сроки хранения"],
	[/\/letters/, "Тексты писем"],
	[/\/templates/, "Шаблоны документов"],
	[/\/rules/, "Правила и сроки"],
	[/\/reference/, "Справочники"],
	[/\/users$/, "Пользователи"],
	[/\/mail$/, "Письма"],
	[/\/audit$/, "Проверка действий"],
	[/\/names$/, "Склонение имён"],
	[/\/commission$/, "Состав комиссии"],
	[/\/periods$/, "Периоды аттестации"],
	[/\/deadlines$/, "Сроки и напоминания"],
	[/\/sittings$/, "Заседания комиссии"],
	[/^\/(operator|municipality|school|expert)$/, "Главная"],
	[/^\/expert\/attestation$/, "Аттестация"],
	[/^\/(applications|withdrawals)\/[^/]+\/(events|uploads|withdrawals)$/, "Заявление"],
	[/^\/municipality\/(registration|withdrawals)\/[^/]+$/, "Заявление"],
	[/^\/municipality\/registration$/, "Регистрация заявлений"],
	[/^\/municipality\/not-submitted$/, "Не подавшие заявление"],
	[/withdrawals$/, "Отзывы заявлений"],
	[/^\/municipality\/scheduling$/, "Заполнение графика"],
	[/^\/municipality\/attestation$/, "Аттестация"],
	[/^\/school\/teachers$/, "Педагоги организации"],
	[/experts$/, "Специалисты"],
	[/conclusions$/, "Заключения"],
	[/applications$/, "Список заявлений"],
]

/** The page or file behind an address, as people call it. */
export const pageWords = (path: string): string =>
	PAGES.find(([address]) => address.test(path))?.[1] ?? "Страница"

/** The sending of letters and autosaves are in the journal, but not of interest in the audit. */
export const UNTOLD = { subject: "letter", event: "form.save" } as const

interface ActChoices {
	options: { value: string; label: string }[]
	/** Acts of a machine, by machine. */
	groups: { label: string; options: { value: string; label: string }[] }[]
}

const chosenFrom = (words: Readonly<Record<string, string>>) =>
	Object.entries(words)
		.map(([value, label]) => ({ value, label }))
		.sort((a, b) => a.label.localeCompare(b.label, "ru"))

const { read, listed, ...ACCOUNTS } = ACCESS_WORDS

function textsOf(subject: SubjectName): Readonly<Record<string, { happened: string }>> {
	const { events, creation } = LIFECYCLES[subject]
	return { ...events, [creation.event]: creation.text }
}

/** The acts of a machine. An event that goes from one machine to another is named at the first. */
function eventsOf(subject: SubjectName) {
	const isAnothers = (event: string) => {
		const [noun = ""] = event.split(".")
		return noun !== subject && isSubjectName(noun) && event in textsOf(noun)
	}
	const told = Object.entries(textsOf(subject)).filter(
		([event]) => event !== UNTOLD.event && !isAnothers(event),
	)
	return chosenFrom(Object.fromEntries(told.map(([event, { happened }]) => [event, happened])))
}

const MACHINES: Readonly<Record<SubjectName, string>> = {
	application: "Заявление",
	withdrawal: "Заявление на отзыв",
	schedule: "График",
	invitation: "Приглашение",
	letter: "Письмо",
}

/** The kinds of acts among which one can be chosen. */
export function actsOf(show: "reads" | "deeds" | "accounts"): ActChoices {
	if (show === "reads") return { options: chosenFrom({ read: read ?? "", listed: listed ?? "" }), groups: [] }
	if (show === "accounts") return { options: chosenFrom(ACCOUNTS), groups: [] }
	const subjects = (Object.keys(MACHINES) as SubjectName[]).filter((name) => name !== UNTOLD.subject)
	return {
		options: [],
		groups: [
			...subjects.map((name) => ({ label: MACHINES[name], options: eventsOf(name) })),
			{
				label: "Всё",
				options: chosenFrom(
					Object.fromEntries(Object.entries(OUTSIDE_TEXTS).map(([event, { happened }]) => [event, happened])),
				),
			},
		],
	}
}
