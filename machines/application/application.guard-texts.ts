import type { GuardText } from "../lifecycle.ts"
import type { ApplicationFacts } from "./application.facts.ts"
import { colleagueWords, unfitWords } from "./unfit-experts.ts"

/** The words of each guard of the application: its condition, and why the event is not possible without it. */
export const applicationGuardTexts = {
	formComplete: {
		about: "facts",
		condition: "заявление заполнено до конца",
		reason: ({ formProblems }) => `Заполните заявление до конца: ${formProblems.join("; ")}.`,
	},
	rulebookAllows: {
		about: "facts",
		condition: "Порядок аттестации не запрещает подать заявление",
		reason: ({ rulebookBlocks }) => rulebookBlocks.join(" "),
		rules: ({ rulebookRules }) => rulebookRules,
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
		condition: "по этой должности нет другого незавершённого заявления",
		reason: "По этой должности уже есть другое незавершённое заявление.",
	},
	neverFiled: {
		about: "facts",
		condition: "заявление ещё не подавали",
		reason: "Заявление уже подавали: удалить его нельзя, исправьте его и подайте снова.",
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
		reason: ({ chosen }) => unfitWords(chosen.experts),
	},
	colleagueExplained: {
		about: "event",
		condition: "для коллеги из той же организации указана причина",
		reason: ({ chosen }) => colleagueWords(chosen.experts),
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
		reason: "Внесите номер и дату распоряжения.",
	},
	isGranted: { about: "event", condition: "установить категорию", reason: "Выберите решение комиссии." },
	isRefused: { about: "event", condition: "отказать", reason: "Выберите решение комиссии." },
	sourceGiven: {
		about: "event",
		condition: "указано, как и когда получено заявление",
		reason: "Укажите, как пришло заявление, и дату его получения.",
	},
	daysAhead: {
		about: "event",
		condition: "названные дни ещё не прошли",
		reason: "Этот день уже прошёл. Назовите сегодняшний день или более поздний.",
	},
	daysBeforeEvidenceDeadline: {
		about: "event",
		condition: "дистанционная форма: до этого дня педагог ещё сможет загрузить документы",
		reason: ({ evidenceUntil }) =>
			`При дистанционной форме педагог загружает документы по ${evidenceUntil ? evidenceUntil.split("-").reverse().join(".") : "первый день периода"}: назовите этот день или более ранний.`,
	},
	isVisited: {
		about: "facts",
		condition: "очная форма",
		reason:
			"Дни посещения назначают только при очной форме: при дистанционной специалисты изучают материалы.",
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
	paperMarked: {
		about: "facts",
		condition: "есть отметка о бумажном заключении",
		reason: "Отметки ещё нет, отменять нечего.",
	},
} satisfies Record<string, GuardText<ApplicationFacts>>
