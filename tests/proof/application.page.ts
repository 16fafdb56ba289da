import { NEXT, type Page, SET } from "./page.ts"

/** Seven members were present and agreed. */
const VOTES = { votesFor: SET, votesAgainst: SET, votesAbstained: SET }

/** The words of each state in lists, written by hand. */
export const APPLICATION_STATES: Record<string, string> = {
	"draft.editing": "Заполняется",
	"draft.formed": "Сформировано, скан не прикреплён",
	discarded: "Черновик удалён",
	submitted: "Подано",
	rejected: "Отклонено",
	registered: "Зарегистрировано",
	"scheduled.preliminary": "Период предварительный",
	"scheduled.approved": "Период утверждён",
	"concluded.awaitingTeacher": "Ждёт подписи педагога",
	"concluded.disputed": "Не согласен с заключением",
	"concluded.signed": "Заключение подписано",
	"concluded.assessed": "Заключение принято",
	"concluded.granted": "Категория установлена",
	"concluded.refused": "В категории отказано",
	withdrawn: "Отозвано",
}

/** What each state says to people who try an event that it does not have, written by hand. */
export const APPLICATION_NOW: Record<string, string> = {
	"draft.editing": "Заявление ещё заполняется: его нужно заполнить и сформировать.",
	"draft.formed": "Заявление сформировано: к нему прикрепляют подписанный скан и второй файл и подают его.",
	discarded: "Черновик удалён: вернуть его можно в разделе «Прежние заявления».",
	submitted: "Заявление подано: координатор зарегистрирует его или отклонит с указанием причины.",
	rejected: "Заявление отклонено: нажмите «Исправить и подать снова», всё заполненное сохранится.",
	registered:
		"Заявление зарегистрировано: теперь ему назначают период и специалистов, а при упрощённой форме его рассмотрит комиссия.",
	"scheduled.preliminary":
		"Период назначен предварительно: до утверждения графика его и специалистов ещё можно изменить.",
	"scheduled.approved": "График утверждён: специалисты проводят аттестацию и готовят итоговое заключение.",
	"concluded.awaitingTeacher": "Заключение прикреплено и ждёт подписи или возражений.",
	"concluded.disputed":
		"Против заключения есть возражения: специалисты могут его заменить, а подписать его всё ещё можно.",
	"concluded.signed": "Заключение подписано: координатор проверяет его и принимает.",
	"concluded.assessed": "Заявление ждёт решения аттестационной комиссии.",
	"concluded.granted":
		"Решение уже принято, это заявление завершено. Новое заявление начинают на главной странице.",
	"concluded.refused":
		"Решение уже принято, это заявление завершено. Новое заявление начинают на главной странице.",
	withdrawn: "Заявление отозвано. Новое заявление начинают на главной странице.",
}

/** The tags of each state that lists, letters and policies use, written by hand. */
export const APPLICATION_TAGS: Record<string, string> = {
	"draft.editing": "active draft",
	"draft.formed": "active draft formed",
	discarded: "discarded",
	submitted: "active filed counted awaitsRegistration withdrawable",
	rejected: "active turnedBack",
	registered: "active filed counted registered forSchedule forSitting withdrawable",
	"scheduled.preliminary": "active filed counted registered forSchedule unapproved withdrawable",
	"scheduled.approved":
		"active filed counted registered approved published openToExperts awaitsConclusion withdrawable",
	"concluded.awaitingTeacher":
		"active filed counted registered approved published openToExperts awaitsTeacher",
	"concluded.disputed": "active filed counted registered approved published openToExperts disputed",
	"concluded.signed": "active filed counted registered approved published openToExperts awaitsVerdict",
	"concluded.assessed":
		"active filed counted registered approved published openToExperts awaitsDecision forSitting",
	"concluded.granted": "filed registered wasApproved published decided",
	"concluded.refused": "filed registered wasApproved published decided refused",
	withdrawn: "withdrawn",
}

/** The states out of which no event leads. */
export const APPLICATION_FINAL = ["concluded.granted", "concluded.refused", "withdrawn"]

const self = (...states: string[]) => states.map((state) => `${state} → ${state}`).join(", ")
const FILED = ["submitted", "registered", "scheduled.preliminary", "scheduled.approved"]
const PROPOSED = { proposedVerdict: "meets", disputeComment: null, returnRemark: null, notSignedReason: null }
const VOID = {
	verdict: null,
	proposedVerdict: null,
	notSignedReason: null,
	returnRemark: "Нет второй подписи",
}
const CONCLUSION = { verdict: "meets", complete: "on" }
const REMARK = { remark: "Нет второй подписи" }

/** Who sends what, from which state to which, and what it changes. */
export const APPLICATION: Page = {
	"form.save": {
		by: "own",
		moves: self("draft.editing"),
		does: "saveForm",
		changes: { form: SET },
		sends: { awards: "Почётная грамота" },
	},
	"form.issue": {
		by: "own",
		moves: "draft.editing → draft.formed",
		does: "freezeForm",
		changes: {
			fullName: SET,
			searchName: SET,
			currentCategory: "none",
			claimedCategory: "first",
			procedure: "general",
			attestationForm: "in_person",
		},
		touches: "FormRevision StoredFile",
	},
	"form.reopen": {
		by: "own",
		moves: "draft.formed → draft.editing",
		does: "voidForm",
		touches: "FormRevision",
	},
	"form.discard": { by: { usual: "own", "@entered": "own mun" }, moves: "draft.editing → discarded" },
	"form.restore": { by: { usual: "own", "@entered": "own mun" }, moves: "discarded → draft.editing" },
	"attachment.add": {
		by: { usual: "own sch", "@entered": "own sch mun", "@approved": "own sch" },
		moves: self("draft.editing", "draft.formed", ...FILED),
		does: "addAttachment",
		touches: "Attachment StoredFile",
		sends: { kind: "other", title: "Грамота" },
		files: "scan",
	},
	"attachment.remove": {
		by: { usual: "own sch", "@entered": "own sch mun", "@approved": "own sch" },
		moves: self("draft.editing", "draft.formed", ...FILED),
		does: "removeAttachment",
		touches: "Attachment",
		sends: { attachmentId: "{evidence}" },
	},
	"application.submit": {
		by: "own sch",
		moves: "draft.formed → submitted",
		does: "startReviewTerm",
		letters: "application-submitted → teacher, application-arrived → coordinators",
		// Thirty calendar days from the day of submission.
		changes: { submittedAt: SET, receivedOn: "{today}", reviewDueOn: "{today + 30}", checkFindings: SET },
	},
	"application.register": {
		by: "mun",
		moves: "submitted → registered",
		does: "assignJournalNumber",
		letters: "application-registered → teacher",
		changes: { journalYear: 2026, journalNumber: NEXT, registeredAt: SET },
		touches: "Counter",
	},
	"application.reject": {
		by: "mun",
		moves: "submitted → rejected",
		does: "keepRejection discardWithdrawal",
		letters: "application-rejected → teacher",
		changes: { rejectionCode: "no_signature", rejectionReason: SET },
		// Its notice gets the next number if it says something new.
		touches: "IssuedNotice? Counter?",
		sends: { reasonCode: "no_signature", reason: "" },
	},
	"application.revise": {
		by: { usual: "own", "@entered": "own mun" },
		moves: "rejected → draft.editing",
		does: "beginAttempt",
		changes: { attempt: SET },
		touches: "FormRevision",
	},
	"application.receive": {
		by: { "@entered": "mun" },
		moves: "draft.editing → submitted",
		does: "startReviewTerm",
		// The description does not mention a letter, but every submission is confirmed by one.
		letters: "application-submitted → teacher",
		changes: { submittedAt: SET, receivedOn: "2026-10-20", reviewDueOn: "2026-11-19", checkFindings: SET },
		sends: { source: "paper", receivedOn: "20.10.2026" },
	},
	"entry.correct": {
		by: { usual: "", "@entered": "mun" },
		moves: self("draft.editing", "submitted"),
		does: "correctEntry",
		changes: {
			form: SET,
			fullName: "Бумажная Анна Петровна",
			searchName: SET,
			currentCategory: "none",
			currentEndsOn: null,
			claimedCategory: "first",
			positionCode: "vospitatel",
			subjectNominative: "",
			subjectGenitive: "",
		},
		touches: "Person Engagement",
		sends: {
			source: "paper",
			surname: "Бумажная",
			name: "Анна",
			patronymic: "Петровна",
			organisationId: "{organisation}",
			positionCode: "vospitatel",
			mobilePhone: "+7 900 000-00-00",
			// Letters still reach the teacher afterwards.
			email: "{email}",
			currentCategory: "none",
			claimedCategory: "first",
			attestationForm: "in_person",
			presence: "absent",
			procedure: "general",
		},
	},
	"schedule.assign": {
		by: "mun",
		moves: "registered → scheduled.preliminary, scheduled.preliminary → scheduled.preliminary",
		does: "assignSchedule",
		letters: "schedule-assigned → teacher",
		changes: { scheduleId: SET },
		touches: "Seat",
		sends: { period: "{other period}", expert1: "{expert1}", expert2: "{other expert}" },
	},
	"schedule.clear": {
		by: "mun",
		moves: "scheduled.preliminary → registered",
		does: "clearSchedule",
		letters: "schedule-cleared → teacher",
		changes: { scheduleId: null },
		touches: "Seat",
	},
	"schedule.approve": {
		by: "",
		moves: "scheduled.preliminary → scheduled.approved",
		letters: "schedule-approved → teacher, expert-assigned → experts, schedule-approved → school",
		touches: "IssuedNotice? Counter?",
	},
	"expert.replace": {
		by: "opr",
		moves: self("scheduled.approved"),
		does: "replaceExpert",
		letters: "expert-replaced → teacher, expert-assigned → newcomer, expert-released → released",
		touches: "Seat IssuedNotice? Counter?",
		sends: { seat: "2", expert: "{expert3}", reason: "Болезнь специалиста" },
	},
	"expert.accept": {
		by: "exp",
		moves: self("scheduled.approved"),
		does: "keepExpertAnswer",
		touches: "Seat",
	},
	"expert.decline": {
		by: "exp",
		moves: self("scheduled.approved"),
		does: "keepExpertAnswer",
		letters: "expert-declined → coordinators, expert-declined → operators",
		touches: "Seat",
		sends: { reason: "Отпуск" },
	},
	"visits.propose": {
		by: "exp",
		moves: self("scheduled.approved"),
		does: "keepVisits",
		letters: "visits-proposed → teacher, visits-proposed → school",
		touches: "Seat",
		sends: { visitOn: "20.12.2026", visitAgainOn: "", visitNote: "10:20, 7 «Б»" },
	},
	"materials.ask": {
		by: "exp",
		moves: self("scheduled.approved"),
		does: "keepMaterialsAsked",
		letters: "materials-asked → teacher, materials-asked → school",
		touches: "Seat",
		sends: { materials: "Рабочая программа", materialsBy: "20.12.2026" },
	},
	"departure.report": {
		by: "exp",
		moves: self("scheduled.approved"),
		does: "keepDeparture",
		letters: "departure-reported → coordinators, departure-reported → operators",
		touches: "Seat",
		sends: { reason: "В школе сказали, что уволилась" },
	},
	"paper.receive": {
		by: "hed",
		moves: self("scheduled.approved"),
		does: "keepPaperDate",
		changes: { paperReceivedOn: "{today}" },
	},
	"paper.pass": {
		by: "hed",
		moves: self("scheduled.approved"),
		does: "keepPaperDate",
		changes: { paperPassedOn: "{today}" },
	},
	"paper.unmark": {
		by: "hed",
		moves: self("scheduled.approved"),
		does: "dropPaperDate",
		changes: { paperReceivedOn: null },
	},
	"conclusion.attach": {
		by: "mun exp opr",
		moves: "scheduled.approved → concluded.awaitingTeacher",
		does: "keepConclusion discardWithdrawal",
		letters: "conclusion-arrived → teacher",
		changes: PROPOSED,
		touches: "Conclusion StoredFile",
		sends: CONCLUSION,
		files: "scan",
	},
	"conclusion.attach @signed": {
		moves: "scheduled.approved → concluded.signed",
		does: "keepConclusion discardWithdrawal",
		letters: "conclusion-attached → teacher",
		changes: PROPOSED,
		touches: "Conclusion StoredFile",
		sends: { ...CONCLUSION, signedByTeacher: "on" },
		files: "scan",
	},
	"conclusion.sign": {
		by: "own sch",
		moves: "concluded.awaitingTeacher → concluded.signed, concluded.disputed → concluded.signed",
		does: "keepSignedConclusion",
		// The description does not mention a letter, but the coordinator must take the next step.
		letters: "conclusion-signed → coordinators",
		touches: "Attachment StoredFile",
		files: "scan",
	},
	"conclusion.dispute": {
		by: "own",
		moves: "concluded.awaitingTeacher → concluded.disputed",
		does: "keepDispute",
		letters: "conclusion-disputed → experts, conclusion-disputed → coordinators",
		changes: { disputeComment: "Не учтён показатель 3" },
		sends: { comment: "Не учтён показатель 3" },
	},
	"conclusion.replace": {
		by: "mun exp opr",
		moves:
			"concluded.awaitingTeacher → concluded.awaitingTeacher, concluded.disputed → concluded.awaitingTeacher, concluded.signed → concluded.awaitingTeacher",
		does: "keepConclusion discardWithdrawal",
		letters: "conclusion-arrived → teacher",
		changes: PROPOSED,
		touches: "Conclusion StoredFile Attachment?",
		sends: CONCLUSION,
		files: "scan",
	},
	"conclusion.replace @signed": {
		moves:
			"concluded.awaitingTeacher → concluded.signed, concluded.disputed → concluded.signed, concluded.signed → concluded.signed",
		does: "keepConclusion discardWithdrawal",
		letters: "conclusion-attached → teacher",
		changes: PROPOSED,
		touches: "Conclusion StoredFile Attachment?",
		sends: { ...CONCLUSION, signedByTeacher: "on" },
		files: "scan",
	},
	"conclusion.proceed": {
		by: "opr",
		moves: "concluded.awaitingTeacher → concluded.signed, concluded.disputed → concluded.signed",
		does: "keepNotSigned",
		letters: "conclusion-unsigned → teacher",
		changes: { notSignedReason: "Педагог не выходит на связь" },
		sends: { reason: "Педагог не выходит на связь" },
	},
	"conclusion.assess": {
		by: "mun opr",
		moves: "concluded.signed → concluded.assessed",
		does: "keepVerdict",
		changes: { verdict: "meets" },
		sends: CONCLUSION,
	},
	"conclusion.return": {
		by: "opr",
		moves: "concluded.signed → scheduled.approved, concluded.assessed → scheduled.approved",
		does: "voidConclusion",
		letters: "conclusion-returned → experts, conclusion-returned → coordinators",
		changes: VOID,
		touches: "Conclusion Attachment?",
		sends: REMARK,
	},
	"conclusion.return @simplified": {
		moves: "concluded.assessed → registered",
		does: "voidConclusion",
		letters: "conclusion-returned → experts, conclusion-returned → coordinators",
		changes: VOID,
		sends: REMARK,
	},
	"application.admit": { by: "opr", moves: "registered → concluded.assessed", does: "discardWithdrawal" },
	"procedure.change": {
		by: "opr",
		moves: self("registered"),
		does: "changeProcedure",
		letters: "procedure-changed → teacher, procedure-changed → coordinators",
		changes: { procedure: "general", groundCode: null, form: SET },
		sends: { reason: "Основание не подтверждено" },
	},
	"application.decide @granted": {
		by: "opr",
		moves: "concluded.assessed → concluded.granted",
		does: "keepDecision recordCategory",
		letters: "application-decided → teacher",
		changes: { sittingId: SET, decidedOn: SET, decisionNumber: "903-р", decisionDate: SET, ...VOTES },
		touches: "Category",
		sends: { sitting: "{sitting}", decision: "granted" },
	},
	"application.decide @refused": {
		moves: "concluded.assessed → concluded.refused",
		does: "keepDecision",
		letters: "application-decided → teacher",
		changes: { sittingId: SET, decidedOn: SET, decisionNumber: "903-р", decisionDate: SET, ...VOTES },
		sends: { sitting: "{sitting}", decision: "refused" },
	},
	"application.withdraw": {
		by: { usual: "", "@approved": "" },
		moves: "submitted → withdrawn, registered → withdrawn",
		letters: "application-withdrawn → school",
	},
	"application.withdraw @scheduled": {
		moves: "scheduled.preliminary → withdrawn, scheduled.approved → withdrawn",
		letters: "application-withdrawn → experts, application-withdrawn → school",
	},
}

/** They are sent by another subject's event and have no address of their own. */
export const ONLY_CAUSED: Record<string, string> = {
	"schedule.approve": "schedule schedule.approve",
	"application.withdraw": "withdrawal withdrawal.register",
}
