import type { DocumentFormId } from "../../forms.ts"

/**
 * What a paper must print to be worth anything before the law: whose it is, to whom it goes, its number and date, what was decided
 * and who signs. A template without one of these is refused; anything else may be left out.
 */
export interface Essential {
	/** Paths of fields; one of them is enough. */
	paths: readonly string[]
	/** What is missing without it, after «на бумаге не будет». */
	what: string
	/** The same for everybody, so an operator may write it out: the name of the commission, of the department. */
	mayBeWords?: true
}

const must = (what: string, ...paths: string[]): Essential => ({ what, paths })
const commission: Essential = { what: "адресата", paths: ["commission"], mayBeWords: true }
const convening: Essential = { what: "названия комиссии", paths: ["commission"], mayBeWords: true }

const noticeOf = (...more: Essential[]): Essential[] => [
	must("имени адресата", "addressee.dative"),
	must("даты заявления", "application.date"),
	must("должности", "application.position"),
	must("категории", "application.category"),
	must("имени того, кто подписывает", "coordinator.initials"),
	...more,
]

export const mustPrint: Readonly<Record<DocumentFormId, readonly Essential[]>> = {
	application: [
		commission,
		must("имени заявителя", "teacher.genitive"),
		must("расшифровки подписи", "teacher.initials"),
		must("заявленной категории", "category"),
		must("должности", "position"),
	],
	annex: [
		must("имени педагога", "teacher.name"),
		must("расшифровки подписи", "teacher.initials"),
		must("заявленной категории", "category"),
	],
	withdrawal: [
		commission,
		must("имени заявителя", "author.genitive"),
		must("расшифровки подписи", "author.initials"),
		must("имени педагога, за которого подан отзыв", "onBehalf.genitive"),
		must("даты отзываемого заявления", "applicationDate"),
		must("категории", "category"),
		must("причины отзыва", "reason", "reasonLead"),
	],
	consent: [
		must("имени того, кто даёт согласие", "name"),
		must("расшифровки подписи", "initials"),
		must("текста согласия", "paragraphs"),
	],
	notice: noticeOf(
		must("номера уведомления", "number"),
		must("номера заявления в журнале", "registration.number"),
		must("аттестационного периода", "schedule.period"),
	),
	"rejection-notice": noticeOf(
		must("даты отклонения", "rejectedOn"),
		must("причины", "explanation", "because"),
	),
	extract: [
		convening,
		must("номера протокола", "protocol"),
		must("даты протокола", "date"),
		must("имени педагога", "teacher.genitive", "granted.teacher"),
		must("решения об установлении", "granted"),
		must("решения об отказе", "refused"),
		must("имени секретаря", "secretary"),
	],
	"registration-journal": [
		must("имени педагога", "rows.name"),
		must("регистрационного номера", "rows.register"),
		must("даты решения", "rows.date"),
		must("решения", "rows.decision"),
	],
	"withdrawals-journal": [
		must("имени педагога", "rows.name"),
		must("регистрационного номера", "rows.register"),
		must("даты регистрации", "rows.date"),
	],
	schedule: [
		must("имени аттестуемого", "rows.name"),
		must("имён специалистов", "rows.experts.name"),
		must("номера утвердившего распоряжения", "approved.orderNumber"),
	],
	"consolidated-schedule": [
		must("имени аттестуемого", "rows.name"),
		must("имён специалистов", "rows.experts.name"),
	],
	conclusion: [
		must("имени аттестуемого", "teacher.name"),
		must("расшифровки подписи аттестуемого", "teacher.initials"),
		must("имён специалистов", "experts.initials"),
		must("заявленной категории", "category"),
		must("показателей", "criteria"),
		must("вывода", "verdict"),
	],
	"expert-contract": [
		must("имени специалиста", "expert.name"),
		must("расшифровки подписи", "expert.initials"),
	],
	agenda: [
		convening,
		must("даты заседания", "date"),
		must("имён аттестуемых", "general.rows.name"),
		must("имён аттестуемых по упрощённой форме", "simplified.rows.name"),
	],
	protocol: [
		convening,
		must("номера протокола", "number"),
		must("даты заседания", "date"),
		must("имён аттестуемых", "rows.name"),
		must("решений", "rows.decision"),
		must("голосов", "rows.votesFor"),
		must("присутствовавших", "roll"),
		must("имён тех, кто подписывает", "signers.name"),
	],
	order: [
		must("номера распоряжения", "number"),
		must("даты распоряжения", "date"),
		must("номера протокола", "protocol.number"),
		must("имён педагогов, которым установлена категория", "lists.groups.rows.name"),
		must("имён педагогов, которым отказано", "refusals.groups.rows.name"),
		{ what: "имени того, кто подписывает", paths: ["signatory.name"], mayBeWords: true },
	],
	"help-sheet": [must("имени педагога", "teacher.name"), must("имени пользователя", "username")],
}
