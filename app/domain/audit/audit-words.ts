/** The words for the kinds of entries in the access log. An unknown kind is shown as it is stored. */
export const ACCESS_WORDS: Readonly<Record<string, string>> = {
	read: "Открыты данные",
	listed: "Показан в списке",
	"account-blocked": "Доступ закрыт",
	"account-unblocked": "Доступ открыт",
	"email-changed": "Сменён адрес электронной почты",
	"email-corrected": "Исправлен адрес электронной почты",
	"sessions-ended": "Завершены сеансы",
	"email-change-cancelled": "Смена адреса отменена",
	"office-changed": "Изменены настройки региона",
	"reference-changed": "Изменён справочник",
	"commission-changed": "Изменён состав комиссии",
	"sign-in-device": "Вход с нового устройства",
	"own-data": "Скачаны все свои данные",
	"consent-withdrawn": "Согласие на обработку данных отозвано",
	"role-ended": "Роль прекращена",
	"work-handed-over": "Работа передана",
	"second-factor-on": "Включён второй шаг входа",
	"second-factor-off": "Отключён второй шаг входа",
	helped: "Страницы открыты для помощи",
	"login-found": "Найдено забытое имя пользователя",
}

const PAGES: readonly [RegExp, string][] = [
	[/^\/files\//, "Файл"],
	[/^\/roles\/help\//, "Вход для помощи"],
	[/^\/roles\/account\//, "Учётная запись"],
	[/^\/roles\//, "Прекращение роли"],
	[/form\.docx$/, "Заявление в Word"],
	[/annex\.docx$/, "Таблицы результатов в Word"],
	[/conclusion\.docx$/, "Заключение в Word"],
	[/(notice|rejection|extract)\.docx$/, "Уведомление или выписка в Word"],
	[/contract\.docx$/, "Договор специалиста в Word"],
	[/help\.docx$/, "Памятка педагогу в Word"],
	[/journal\.docx$/, "Журнал в Word"],
	[/\/inspect$/, "Путь заявления"],
	[/^\/(operator|municipality|school|expert)\/(applications|attestation|scheduling)\/[^/]+$/, "Заявление"],
	[/^\/municipality\/(registration|withdrawals)\/[^/]+$/, "Заявление"],
	[/^\/municipality\/registration$/, "Регистрация заявлений"],
	[/^\/municipality\/not-submitted$/, "Не подавшие заявление"],
	[/withdrawals$/, "Отзывы заявлений"],
	[/^\/municipality\/scheduling$/, "Заполнение графика"],
	[/^\/municipality\/attestation$/, "Аттестация"],
	[/^\/school\/teachers$/, "Педагоги организации"],
	[/experts$/, "Специалисты"],
	[/sittings\//, "Заседание комиссии"],
	[/conclusions$/, "Заключения"],
	[/applications$/, "Список заявлений"],
]

/** The page or file behind an address, as people call it. */
export const pageWords = (path: string): string =>
	PAGES.find(([address]) => address.test(path))?.[1] ?? "Страница"
