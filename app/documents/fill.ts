import type { z } from "zod"
import { lowerFirst, paperDate, shortDate, upperFirst } from "#app/utils/russian.ts"
import type { DocumentForm, FieldShape } from "#templates/form.ts"
import { fullName, initials, type PersonName, type Sex } from "./declension/decline-name.ts"
import type { documentForms } from "./forms.ts"
import {
	attestationFormPhrase,
	type Category,
	categoryPhrase,
	type Position,
	placeBeside,
	positionWithSubject,
	presencePhrase,
	type Subject,
	yearsPhrase,
} from "./phrases.ts"
import { columnsOf, type TypedTable, tablesFrom, type WorkKind } from "./typed/annex-tables.ts"
import { reasonInParts } from "./typed/reason.ts"

type FieldsOf<F> = F extends DocumentForm<infer S extends FieldShape> ? z.output<S> : never
type Forms = typeof documentForms
export type ApplicationFields = FieldsOf<Forms["application"]>
export type WithdrawalFields = FieldsOf<Forms["withdrawal"]>
export type ScheduleFields = FieldsOf<Forms["schedule"]>
export type ConclusionFields = FieldsOf<Forms["conclusion"]>
export type AnnexFields = FieldsOf<Forms["annex"]>

/** A person's post, from the profile and the reference tables. All dates in this file are civil, `YYYY-MM-DD`. */
export type Post = {
	name: PersonName
	position: Position
	subject: Subject | null
	/** Official short name, which is never declined. */
	workplace: string
}
/** The teacher of the paper. Genitive and sex are those that the person has confirmed. */
export type Teacher = Post & {
	genitive: string
	sex: Sex
	municipality: string
	phone: string
	email: string
}
/** The current category. `validUntil` is null if it has no end. */
export type CurrentCategory = { category: Category; validUntil: string | null }

/** Words from the settings and from the data of the Order, in the form in which they are printed. */
export type Wording = {
	/** «Аттестационную комиссию …» */
	commissionAccusative: string
	/** «Аттестационной комиссии …» */
	commissionGenitive: string
	/** «Порядка проведения аттестации …, утверждённого приказом … № 196» */
	orderGenitive: string
	/** Numbers of the Order's items with the requirements for each category. */
	requirements: Record<Category, string>
}

const inCase = (post: Pick<Post, "position" | "subject">, grammaticalCase: "nominative" | "genitive") =>
	positionWithSubject(post.position, post.subject, grammaticalCase)
const acquainted = (sex: Sex) => (sex === "f" ? "ознакомлена" : "ознакомлен")
const hasExpired = (current: CurrentCategory, today: string) =>
	current.validUntil !== null && current.validUntil < today

export type ApplicationInput = {
	teacher: Teacher
	category: Category
	attestationForm: "in_person" | "remote"
	current: CurrentCategory | null
	/** If it is empty, the form prints ruled lines to write on. */
	education: readonly {
		level: string
		institution: string
		year: string
		speciality: string
		qualification: string
	}[]
	/** Whole years. */
	service: { total: number | null; teaching: number; position: number; organisation: number | null }
	appointedOn: string
	awards: string | null
	training: string | null
	/** Only in the simplified procedure. */
	simplified: { ground: string; document: string } | null
	/** True if the teacher will attend the commission's sitting. */
	present: boolean
	annexPages: number | null
}

/** Fields of the application. An expired category is printed as a former one. */
export function fillApplication(input: ApplicationInput, wording: Wording, today: string): ApplicationFields {
	const { teacher, category, current, service } = input
	const expired = current !== null && hasExpired(current, today)
	return {
		commission: wording.commissionAccusative,
		teacher: {
			genitive: teacher.genitive,
			initials: initials(teacher.name),
			position: inCase(teacher, "genitive"),
			workplace: teacher.workplace,
			municipality: placeBeside(teacher.workplace, teacher.municipality),
			phone: teacher.phone,
			email: teacher.email,
		},
		category: categoryPhrase(category, "accusative"),
		position: teacher.position.cases.nominative,
		current:
			current && !expired
				? {
						category: categoryPhrase(current.category, "accusative"),
						validUntil: current.validUntil && shortDate(current.validUntil),
					}
				: null,
		expired:
			current?.validUntil && expired
				? {
						category: categoryPhrase(current.category, "genitive"),
						date: shortDate(current.validUntil),
					}
				: null,
		education: input.education.length > 0 ? { rows: [...input.education] } : null,
		service: {
			total: service.total === null ? null : yearsPhrase(service.total),
			teaching: yearsPhrase(service.teaching),
			position: yearsPhrase(service.position),
			organisation: service.organisation === null ? null : yearsPhrase(service.organisation),
			appointedOn: shortDate(input.appointedOn),
		},
		awards: input.awards || null,
		training: input.training || null,
		results: input.simplified ? null : { item: wording.requirements[category], order: wording.orderGenitive },
		annexPages: input.annexPages === null ? null : String(input.annexPages),
		form: attestationFormPhrase(input.attestationForm),
		simplified: input.simplified && { ...input.simplified, ground: lowerFirst(input.simplified.ground) },
		presence: presencePhrase(input.present),
		acquainted: acquainted(teacher.sex),
	}
}

/** A coordinator who files for a teacher. `post` is in the genitive («координатора МАОУ …»); the phone is a work phone. */
export type Filer = {
	name: PersonName
	genitive: string
	post: string
	workplace: string
	municipality: string
	phone: string
	email: string
}

export type WithdrawalInput = {
	teacher: Teacher
	/** Null if the teacher withdraws the application. */
	filer: Filer | null
	applicationDate: string
	registration: { number: string; date: string } | null
	category: Category
	reason: string
}

export function fillWithdrawal(input: WithdrawalInput, wording: Wording): WithdrawalFields {
	const { teacher, filer, registration } = input
	const author = filer ?? { ...teacher, post: inCase(teacher, "genitive") }
	return {
		commission: wording.commissionAccusative,
		author: {
			genitive: author.genitive,
			initials: initials(author.name),
			position: author.post,
			workplace: author.workplace,
			municipality: placeBeside(author.workplace, author.municipality),
			phone: author.phone,
			email: author.email,
		},
		onBehalf: filer
			? {
					genitive: teacher.genitive,
					position: inCase(teacher, "genitive"),
					workplace: teacher.workplace,
				}
			: null,
		applicationDate: paperDate(input.applicationDate),
		registration: registration && { number: registration.number, date: shortDate(registration.date) },
		category: categoryPhrase(input.category, "genitive"),
		position: teacher.position.cases.nominative,
		reason: input.reason,
		...reasonInParts(input.reason),
	}
}

export type ScheduleInput = {
	municipality: string
	/** In the prepositional: «в январе-феврале 2027 г.» */
	period: string
	/** The order that approved it. `department` is in the genitive. */
	approved: { department: string; orderNumber: string; orderDate: string } | null
	/** Only entries of the general procedure. They are sorted here. */
	rows: readonly (Post & {
		category: Category
		attestationForm: "in_person" | "remote"
		experts: readonly Post[]
	})[]
	/** The work phone, because the schedule is published. */
	coordinator: { name: PersonName; post: string; workPhone: string }
}

const collator = new Intl.Collator("ru")

/** Sorts the rows by surname and numbers them. «ё» sorts like «е». */
export function fillSchedule(input: ScheduleInput): ScheduleFields {
	const rows = input.rows
		.map((row) => ({ ...row, name: fullName(row.name) }))
		.sort((a, b) => collator.compare(a.name, b.name))
	return {
		municipality: input.municipality,
		period: input.period,
		approved: input.approved && {
			department: input.approved.department,
			orderNumber: input.approved.orderNumber,
			orderDate: shortDate(input.approved.orderDate),
		},
		rows: rows.map((row, index) => ({
			number: String(index + 1),
			name: row.name,
			category: categoryPhrase(row.category, "nominative"),
			form: attestationFormPhrase(row.attestationForm),
			position: inCase(row, "nominative"),
			workplace: row.workplace,
			experts: row.experts.map((expert) => ({
				name: fullName(expert.name),
				position: inCase(expert, "nominative"),
				workplace: expert.workplace,
			})),
		})),
		coordinator: {
			post: upperFirst(input.coordinator.post),
			initials: initials(input.coordinator.name),
			phone: input.coordinator.workPhone,
		},
	}
}

export type ConclusionInput = {
	teacher: Teacher
	appointedOn: string
	category: Category
	attestationForm: "in_person" | "remote"
	current: CurrentCategory | null
	/** In the nominative: «октябрь-ноябрь 2026». */
	period: string
	/** Texts of the показатели of the claimed category, in order. */
	criteria: readonly string[]
	/** Links to recorded lessons from the application. At least two lines are printed. */
	lessonLinks: readonly string[]
	visitDates: readonly string[]
	experts: readonly [Post, Post]
}

/** The conclusion for the two experts to complete: what is known is printed, and what they must judge is left open. */
export function fillConclusion(input: ConclusionInput, wording: Wording, today: string): ConclusionFields {
	const { teacher, category, current, attestationForm } = input
	const valid = current && !hasExpired(current, today) ? current : null
	const links = [...input.lessonLinks, "", ""].slice(0, Math.max(2, input.lessonLinks.length))
	return {
		commission: wording.commissionGenitive,
		teacher: {
			name: fullName(teacher.name),
			initials: initials(teacher.name),
			position: teacher.position.cases.nominative,
			subject: teacher.subject?.nominative ?? null,
			appointedOn: shortDate(input.appointedOn),
			workplace: teacher.workplace,
			municipality: teacher.municipality,
			acquainted: acquainted(teacher.sex),
		},
		current: valid && {
			category: categoryPhrase(valid.category, "nominative"),
			validUntil: valid.validUntil && shortDate(valid.validUntil),
		},
		noCategory: valid === null,
		categoryOpen: false,
		category: categoryPhrase(category, "nominative"),
		categoryDative: categoryPhrase(category, "dative"),
		form: attestationFormPhrase(attestationForm),
		period: input.period,
		order: wording.orderGenitive,
		item: wording.requirements[category],
		visits:
			attestationForm === "in_person" ? { dates: input.visitDates.map(shortDate).join(", ") || null } : null,
		lessons:
			attestationForm === "remote"
				? {
						materials: null,
						rows: links.map((link, index) => ({ number: String(index + 1), link })),
					}
				: null,
		criteria: input.criteria.map((text, index) => ({
			number: String(index + 1),
			text,
			result: "",
			mark: null,
		})),
		verdict: null,
		recommendations: null,
		experts: input.experts.map((expert) => ({
			initials: initials(expert.name),
			position: upperFirst(inCase(expert, "nominative")),
			workplace: expert.workplace,
		})),
	}
}

/**
 * The kind of work for the annex. A teacher of a school subject describes classes, in any organisation. In a kindergarten
 * everybody else describes groups, in additional education clubs. `organisationKind` is from the reference table of
 * organisations.
 */
export function workKind({ subjectLink }: Pick<Position, "subjectLink">, organisationKind: string): WorkKind {
	if (subjectLink === "genitive") return "school"
	if (subjectLink !== "none") return "additional"
	if (organisationKind === "kindergarten") return "preschool"
	return organisationKind === "additional" ? "additional" : "other"
}

export type AnnexInput = {
	teacher: Teacher
	/** Kind of the organisation: `school`, `kindergarten`, `additional` … */
	organisationKind: string
	category: Category
	/** «2021–2026», if known. */
	years: string | null
	/** Texts of the показатели of the claimed category: four for the first, five for the highest. */
	criteria: readonly string[]
	/** The results as typed for each показатель: each line is a row, with cells separated by semicolons. */
	results: readonly string[]
}

/** Tables 1 and 2 have the columns of the teacher's kind of work. */
export function fillAnnex(input: AnnexInput, wording: Wording): AnnexFields {
	const { teacher, category } = input
	const kind = workKind(teacher.position, input.organisationKind)
	const [internal = "", external = "", abilities = "", contribution = "", methodical = null] = input.criteria
	const typed = tablesFrom(input.results, kind)
	return {
		teacher: {
			name: fullName(teacher.name),
			initials: initials(teacher.name),
			position: inCase(teacher, "nominative"),
			workplace: teacher.workplace,
			municipality: placeBeside(teacher.workplace, teacher.municipality),
		},
		category: categoryPhrase(category, "nominative"),
		years: input.years,
		order: wording.orderGenitive,
		item: wording.requirements[category],
		...ofWork(kind, typed),
		criteria: { internal, external, abilities, contribution, methodical },
		abilities: printed(typed.abilities, 7),
		contribution: typed.contribution,
		methods: printed(typed.methods, 4),
		experience: printed(typed.experience, 5),
		publications: printed(typed.publications, 4),
		courses: printed(typed.courses, 5),
		methodical: methodical === null ? null : printed(typed.methodical, 6),
	}
}

/** Tables 1 and 2 for this kind of work only. */
function ofWork(
	kind: WorkKind,
	{ internal, external }: ReturnType<typeof tablesFrom>,
): Pick<AnnexFields, WorkKind> {
	const tables = {
		internal: printed(internal, columnsOf(1, kind)?.length ?? 0),
		external: printed(external, columnsOf(2, kind)?.length ?? 0),
	}
	return { school: null, preschool: null, additional: null, other: null, [kind]: tables }
}

/** A table with typed rows has no empty rows. One that was typed only as text has no rows at all. */
const printed = ({ notes, rows }: TypedTable, columns: number) => ({
	notes,
	grid:
		rows.length === 0 && notes.length > 0
			? null
			: {
					rows: rows.map((cells) =>
						Object.fromEntries(
							Array.from({ length: columns }, (_, index) => [`c${index + 1}`, cells[index] ?? ""]),
						),
					),
					blank: rows.length === 0,
				},
})
