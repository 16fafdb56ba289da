import type { ActField, ActList } from "#app/workflow/acts.ts"
import type { ApplicationEventType } from "#machines/application/application.texts.ts"
import { SOURCES } from "./entry/source.ts"

/** Where the forms of an application's events are shown, apart from its own page in each cabinet. */
export type ApplicationPlace =
	| "bar"
	| "answer"
	| "contact"
	| "discard"
	| "handed"
	| "reopen"
	| "signing"
	| "filing"
	| "check"
	| "next"
	| "attestation"
	| "entry"
	| "scheduling"

/** Fields that need the page's data. */
export type ApplicationPart = "rejection" | "replacement"

const reason = (label: string, rows = 3): ActField => ({ kind: "text", name: "reason", label, rows })

export const VERDICTS = [
	{ value: "meets", label: "соответствует" },
	{ value: "fails", label: "не соответствует" },
] as const

export const verdictText = (verdict: string | null): string =>
	VERDICTS.find(({ value }) => value === verdict)?.label ?? ""

const complete = (note: string): ActField => ({
	kind: "tick",
	name: "complete",
	label: "Все страницы и все подписи на месте",
	note,
})

/** The finished conclusion with its proposed result. The same form attaches the first one and replaces it. */
const conclusion = {
	file: {
		kind: "conclusion",
		label: "Файл заключения",
		hint: "Все страницы в одном PDF или архиве ZIP. Фотографии страниц система соединит в один PDF сама. До 20 МБ.",
	},
	fields: [
		{
			kind: "choice",
			name: "verdict",
			label: "Предлагаемый результат: заявленной квалификационной категории",
			choices: VERDICTS,
		},
		{
			kind: "tick",
			name: "signedByTeacher",
			label: "Педагог уже подписал заключение",
			note: "Если подписи педагога ещё нет, он получит письмо и прикрепит подписанный скан сам.",
		},
		complete("Проверьте каждую страницу файла: пустых быть не должно."),
	],
} satisfies { file: unknown; fields: readonly ActField[] }

const ATTACH = "Прикрепить итоговое заключение"

const DOCUMENTS = "One form for each document that is expected or there: the pages of documents show them."
const ON_PAPER = "The page of an application from paper, which takes its files like those of a teacher."
const BY_COORDINATOR = "Papers are entered by coordinators; an operator has no page for them."
/** The same page for the coordinator and for the operator who acts for them. */
const scheduling = {
	at: "scheduling",
	link: "Назначить период и специалистов",
	linkOrder: 1,
	ownForm: "One form with the table of specialists, which «Показать специалистов» sends by GET.",
} as const

/** What people may send to an application, in the order in which pages show it. */
export const applicationActs = {
	"form.save": {
		in: {
			teacher: { ownForm: "The steps of the application's form." },
		},
	},
	"form.issue": { tone: "main", stays: true, in: { teacher: { at: "check" } } },
	"attachment.add": {
		in: {
			teacher: { ownForm: DOCUMENTS },
			school: { ownForm: DOCUMENTS },
			municipality: { ownForm: ON_PAPER },
			operator: { ownForm: BY_COORDINATOR },
		},
	},
	"attachment.remove": {
		in: {
			teacher: { ownForm: DOCUMENTS },
			school: { ownForm: DOCUMENTS },
			municipality: { ownForm: ON_PAPER },
			operator: { ownForm: BY_COORDINATOR },
		},
	},
	"application.submit": {
		tone: "main",
		stays: true,
		in: { teacher: { at: "filing" }, school: { at: "filing" } },
	},
	"application.revise": {
		tone: "main",
		in: {
			teacher: { at: "next" },
			municipality: { at: "entry" },
			operator: { ownForm: BY_COORDINATOR },
		},
	},
	"application.receive": {
		title: "Передать на регистрацию",
		tone: "main",
		stays: true,
		fields: [
			{ kind: "choice", name: "source", label: "Как пришло заявление", choices: SOURCES },
			{
				kind: "date",
				name: "receivedOn",
				label: "Дата получения заявления",
				hint: "С этого дня идёт срок рассмотрения, 30 дней.",
			},
			{ kind: "confirm", name: "late", label: "Дата верна, срок рассмотрения уже истёк" },
		],
		in: { municipality: { at: "entry" }, operator: { ownForm: BY_COORDINATOR } },
	},
	"entry.correct": {
		in: {
			municipality: { ownForm: "The same fields as for a new entry, filled in." },
			operator: { ownForm: BY_COORDINATOR },
		},
	},
	"application.register": {
		title: "Зарегистрировать заявление",
		tone: "main",
		in: { municipality: { at: "bar", stays: true } },
	},
	"application.reject": {
		title: "Отклонить заявление",
		fields: [reason("Причина отклонения")],
		in: {
			municipality: {
				button: "Отклонить заявление",
				tone: "bad-solid",
				panel: "bad",
				id: "reject",
				fields: [{ kind: "own", part: "rejection", names: ["reasonCode", "reason"] }],
			},
		},
	},
	"application.admit": {
		title: "Передать комиссии",
		note: "Упрощённая форма: специалисты не назначаются, заявление с документом его основания рассматривает комиссия.",
		tone: "main",
	},
	"procedure.change": {
		note: "Педагог и координатор получат письмо с причиной. После этого координатор назначит период и специалистов.",
		fields: [reason("Причина")],
	},
	"schedule.assign": {
		in: {
			municipality: scheduling,
			operator: scheduling,
		},
	},
	"schedule.clear": {
		title: "Снять с периода",
		note: "Заявление вернётся в список «Без назначенного периода аттестации», назначенные специалисты будут сняты.",
		tone: "bad",
		stays: true,
		in: { municipality: { at: "scheduling" }, operator: { at: "scheduling" } },
	},
	"schedule.approve": {
		noButton: "It comes with the approval of the schedule in which the application stands.",
	},
	"expert.accept": { tone: "main", in: { expert: { at: "answer" } } },
	"expert.decline": {
		tone: "bad",
		folded: true,
		fields: [
			{
				kind: "text",
				name: "reason",
				label: "Причина",
				hint: "Её увидят муниципальный координатор и оператор.",
				rows: 3,
			},
		],
		in: { expert: { at: "answer" } },
	},
	"visits.propose": {
		note: "Педагог и координатор в ОО получат письмо о днях. Новые дни заменят прежние.",
		folded: true,
		fields: [
			{ kind: "date", name: "visitOn", label: "День посещения", hint: "День, месяц и год." },
			{ kind: "date", name: "visitAgainOn", label: "Ещё один день", hint: "Если одного дня мало." },
			{
				kind: "line",
				name: "visitNote",
				label: "Время, класс или группа",
				hint: "Например: «10:20, 7 «Б», затем классный час».",
			},
		],
		in: { expert: { at: "contact" } },
	},
	"materials.ask": {
		note: "Педагог и координатор в ОО получат письмо. Второй специалист увидит просьбу на своей странице.",
		folded: true,
		fields: [
			{ kind: "text", name: "materials", label: "Что нужно добавить", rows: 3 },
			{ kind: "date", name: "materialsBy", label: "Не позднее какого дня", hint: "День, месяц и год." },
		],
		in: { expert: { at: "contact" } },
	},
	"departure.report": {
		note: "Если педагог уволился или перешёл на другую работу. Решение примет муниципальный координатор; Ваша работа пока не прекращается.",
		folded: true,
		fields: [
			{
				kind: "text",
				name: "reason",
				label: "Что известно",
				hint: "Кто сказал и с какого дня. Сообщение получат муниципальный координатор и оператор.",
				rows: 3,
			},
		],
		in: { expert: { at: "contact" } },
	},
	"expert.replace": {
		id: "expert",
		fields: [
			{
				kind: "own",
				part: "replacement",
				names: ["seat", "expert"],
			},
			{
				kind: "line",
				name: "colleagueReason",
				label: "Почему назначен коллега по организации",
				hint: "Только если специалист работает там же, где педагог.",
			},
			reason("Причина замены"),
		],
	},
	"paper.receive": {},
	"paper.pass": {},
	"paper.unmark": {},
	"conclusion.sign": {
		title: "Подписанное заключение",
		tone: "main",
		stays: true,
		file: {
			kind: "signed_conclusion",
			label: "Подписанный скан",
			hint: "Распечатайте заключение, подпишите и отсканируйте все страницы: один PDF, один архив ZIP или фотографии страниц. До 20 МБ.",
		},
		in: { teacher: { at: "signing" }, school: { at: "signing" } },
	},
	"conclusion.dispute": {
		title: "Не согласен с заключением",
		tone: "bad",
		folded: true,
		fields: [
			{
				kind: "text",
				name: "comment",
				label: "С чем Вы не согласны",
				hint: "Комментарий получат оба специалиста и муниципальный координатор.",
			},
		],
		in: { teacher: { at: "signing" } },
	},
	"conclusion.proceed": {
		title: "Педагог не подписывает заключение",
		note: "Заключение пойдёт дальше без подписи. Причину увидит комиссия в повестке, педагог получит письмо.",
		fields: [reason("Почему педагог не подписал")],
	},
	"conclusion.assess": {
		title: "Проверить заключение",
		tone: "main",
		fields: [
			{
				kind: "choice",
				name: "verdict",
				label: "Педагогический работник заявленной квалификационной категории",
				short: "Заявленной квалификационной категории",
				choices: VERDICTS,
			},
			complete("Проверьте каждую страницу прикреплённого файла."),
		],
		in: {
			municipality: { at: "attestation", link: "Аттестовать", title: "Результат аттестации", stays: true },
		},
	},
	"conclusion.return": {
		note: "Прикреплённое заключение перестанет действовать, но останется в истории. Замечание получат специалисты и координатор.",
		fields: [{ kind: "text", name: "remark", label: "Замечание", rows: 4 }],
	},
	"conclusion.attach": {
		...conclusion,
		tone: "main",
		in: {
			expert: { stays: true },
			municipality: {
				at: "attestation",
				link: ATTACH,
				linkOrder: 2,
				title: "Заключение сдано на бумаге",
				note: "Отсканируйте все страницы и прикрепите их за специалистов.",
				stays: true,
			},
		},
	},
	"conclusion.replace": {
		...conclusion,
		in: {
			expert: { at: "handed", folded: true },
			municipality: {
				at: "attestation",
				link: ATTACH,
				linkOrder: 2,
				title: "Заменить заключение",
				note: "Прежний файл сохранится в истории, педагог получит письмо.",
				stays: true,
			},
		},
	},
	"application.decide": {
		in: { operator: { ownForm: "Decisions are made at a sitting, for its whole agenda at once." } },
	},
	"application.withdraw": { noButton: "It comes with the registration of the teacher's withdrawal." },
	"form.reopen": {
		title: "Нужно изменить данные заявления?",
		note: "Сформированное заявление тогда перестанет действовать: его нужно будет сформировать и подписать заново. Таблицы и материалы останутся.",
		folded: true,
		in: { teacher: { at: "reopen" } },
	},
	"form.discard": {
		title: "Удалить черновик",
		note: "Если Вы начали заявление по ошибке. Ответы и прикреплённые документы исчезнут с этой страницы; вернуть черновик можно в разделе «Прежние заявления».",
		tone: "bad",
		folded: true,
		in: {
			teacher: { at: "discard" },
			municipality: {
				at: "entry",
				title: "Удалить внесённое заявление",
				note: "Если Вы внесли его по ошибке или второй раз. Документы останутся при нём, и вернуть его можно на этой же странице.",
				button: "Удалить внесённое заявление",
			},
			operator: { ownForm: BY_COORDINATOR },
		},
	},
	"form.restore": {
		tone: "main",
		in: {
			teacher: { at: "next" },
			municipality: { at: "entry", title: "Вернуть заявление", button: "Вернуть заявление" },
			operator: { ownForm: BY_COORDINATOR },
		},
	},
} satisfies ActList<ApplicationEventType, ApplicationPlace, ApplicationPart>
