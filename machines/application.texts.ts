import type { ApplicationFacts, Decision, Verdict } from "./application.facts.ts"
import { applicationMachine } from "./application.machine.ts"
import { period } from "./calendar.ts"
import type { EventText, GuardText, Lifecycle, StateText } from "./lifecycle.ts"

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
	"schedule.assign": { button: "Сохранить", happened: "Назначен период аттестации" },
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
	"application.withdraw": { button: "Отозвать заявление", happened: "Заявление отозвано" },
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

const guards = {
	formComplete: {
		about: "facts",
		condition: "заявление заполнено до конца",
		reason: ({ formProblems }) => `Заполните заявление до конца: ${formProblems.join("; ")}.`,
	},
	rulebookAllows: {
		about: "facts",
		condition: "Порядок аттестации не запрещает подать заявление",
		reason: ({ rulebookBlocks }) => rulebookBlocks.join(" "),
	},
	fileAccepted: {
		about: "event",
		condition: "файл или ссылка приняты",
		reason: "Выберите файл или укажите ссылку: система проверит и примет их.",
	},
	fitsDraft: {
		about: "event",
		condition: "это документ или материал, а не скан заявления или таблицы",
		reason:
			"Скан заявления и таблицы прикрепляются после того, как заявление сформировано. Сейчас можно добавить документы и материалы.",
	},
	isEvidence: {
		about: "event",
		condition: "это документ или материал",
		reason: "Заявление уже подано: сейчас можно добавлять и удалять только документы и материалы.",
	},
	isForApplication: {
		about: "event",
		condition: "документ относится к заявлению",
		reason: "Этот документ прикрепляется в своём разделе, а не к заявлению.",
	},
	beforeEvidenceDeadline: {
		about: "facts",
		condition: "дистанционная форма: срок загрузки документов не прошёл",
		reason:
			"Срок загрузки документов и материалов для дистанционной формы прошёл: они принимались по первый день аттестационного периода.",
	},
	scanAttached: {
		about: "facts",
		condition: "прикреплён скан подписанного заявления",
		reason: "Не прикреплён скан подписанного заявления (файл 1).",
	},
	resultsAttached: {
		about: "facts",
		condition: "прикреплены таблицы результатов, а при упрощённой форме документ её основания",
		reason: ({ procedure }) =>
			procedure === "simplified"
				? "Не прикреплён документ, подтверждающий основание упрощённой формы (файл 2)."
				: "Не прикреплены таблицы результатов (файл 2).",
	},
	noOtherActive: {
		about: "facts",
		condition: "по этой должности нет другого заявления на рассмотрении",
		reason: "По этой должности уже есть другое заявление на рассмотрении.",
	},
	isEnteredForTeacher: {
		about: "facts",
		condition: "заявление внесено за педагога",
		reason: "Так принимают только заявление, которое координатор внёс за педагога.",
	},
	noWithdrawalWaiting: {
		about: "facts",
		condition: "не подано заявление на отзыв",
		reason: "Подано заявление на отзыв: сначала зарегистрируйте его или отклоните.",
	},
	reasonGiven: { about: "event", condition: "указана причина", reason: "Укажите причину." },
	commentGiven: {
		about: "event",
		condition: "указано, с чем педагог не согласен",
		reason: "Напишите, с чем Вы не согласны.",
	},
	remarkGiven: {
		about: "event",
		condition: "написано замечание",
		reason: "Напишите замечание: его получат специалисты и координатор.",
	},
	isGeneral: {
		about: "facts",
		condition: "общая процедура",
		reason: "Упрощённая форма: в график не включается, специалисты не назначаются.",
	},
	isSimplified: {
		about: "facts",
		condition: "упрощённая форма",
		reason: "Действие только для упрощённой формы аттестации.",
	},
	presentPeriodOpen: {
		about: "facts",
		condition: "назначенный период ещё открыт",
		reason: "Период закрыт: изменить его график может только оператор, открыв период снова.",
	},
	chosenPeriodOpen: {
		about: "event",
		condition: "выбранный период открыт",
		reason: "Выбранный период закрыт. Выберите период, который ещё открыт.",
	},
	expertsDiffer: {
		about: "event",
		condition: "выбраны разные специалисты",
		reason: "Выберите двух разных специалистов.",
	},
	expertsEligible: {
		about: "event",
		condition: "специалисты подходят",
		reason:
			"Специалист не подходит: он должен быть из Вашего муниципалитета, в утверждённом списке на учебный год, с должностью из перечня, и не может быть самим аттестуемым.",
	},
	colleagueExplained: {
		about: "event",
		condition: "для коллеги из той же организации указана причина",
		reason: "Специалист работает в той же организации: подтвердите и укажите причину.",
	},
	bothExpertsSet: {
		about: "facts",
		condition: "назначены оба специалиста",
		reason: "Назначены не оба специалиста.",
	},
	periodBegun: {
		about: "facts",
		condition: "аттестационный период начался",
		reason: ({ periodStartsOn }) =>
			`Аттестационный период ещё не начался${periodStartsOn ? `: он начнётся ${periodStartsOn.split("-").reverse().join(".")}` : ""}.`,
	},
	documentComplete: {
		about: "event",
		condition: "заключение прикреплено целиком",
		reason:
			"Прикрепите заключение целиком: один PDF или архив без пустых страниц, и отметьте «Все страницы и все подписи на месте».",
	},
	verdictGiven: {
		about: "event",
		condition: "выбрано «соответствует» или «не соответствует»",
		reason: "Выберите: «соответствует» или «не соответствует».",
	},
	bearsTeachersSignature: {
		about: "event",
		condition: "с подписью педагога",
		reason: "На заключении ещё нет подписи педагога.",
	},
	signedScanSent: {
		about: "event",
		condition: "прикреплён скан подписанного заключения",
		reason: "Прикрепите скан подписанного заключения.",
	},
	conclusionAttached: {
		about: "facts",
		condition: "итоговое заключение прикреплено",
		reason: "Итоговое заключение не прикреплено.",
	},
	completenessConfirmed: {
		about: "event",
		condition: "отмечено, что все страницы и подписи на месте",
		reason: "Проверьте заключение и отметьте «Все страницы и все подписи на месте».",
	},
	groundDocumentAttached: {
		about: "facts",
		condition: "прикреплён документ, подтверждающий основание упрощённой формы",
		reason: "Не прикреплён документ, подтверждающий основание упрощённой формы.",
	},
	sittingHeld: {
		about: "event",
		condition: "заседание состоялось",
		reason:
			"Заседание ещё не состоялось: нужны его дата не позже сегодняшней, номер протокола и кворум в две трети состава.",
	},
	orderEntered: {
		about: "event",
		condition: "внесены номер и дата распоряжения",
		reason: "Внесите номер и дату распоряжения в карточку заседания.",
	},
	isGranted: { about: "event", condition: "установить категорию", reason: "Выберите решение комиссии." },
	isRefused: { about: "event", condition: "отказать", reason: "Выберите решение комиссии." },
	sourceGiven: {
		about: "event",
		condition: "указано, как и когда получено заявление",
		reason: "Укажите, как пришло заявление, и дату его получения.",
	},
	isInPerson: {
		about: "facts",
		condition: "очная форма",
		reason: "Бумажное заключение сдают только при очной форме.",
	},
	hasGroupHead: {
		about: "facts",
		condition: "заключения муниципалитета проходят через руководителя предметной группы",
		reason: "В этом муниципалитете заключения не проходят через руководителя предметной группы.",
	},
	paperReceived: {
		about: "facts",
		condition: "отмечено, что заключение получено",
		reason: "Сначала отметьте, что заключение получено.",
	},
} satisfies Record<string, GuardText<ApplicationFacts>>

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
}
