import { z } from "zod"
import { sexByPatronymic } from "#app/documents/declension/sex.ts"
import { tidyCount } from "#app/utils/typed/count.ts"
import { parseTypedDate, whyNotADate } from "#app/utils/typed/date.ts"
import { emailProblem, parseEmail } from "#app/utils/typed/email.ts"
import { nameProblem, tidyName } from "#app/utils/typed/name.ts"
import { parsePhone } from "#app/utils/typed/phone.ts"
import { groundProblem } from "./grounds.ts"

/**
 * The application while it is being filled in. Texts are stored as typed, so nothing is lost. `problemsOf` lists what is
 * missing or wrong, step by step; only a draft without problems can be formed.
 */
const typed = (max: number) => z.string().trim().max(max, `Сократите текст до ${max} знаков.`)

/** A name without invisible characters and with tidy spelling. */
const typedName = typed(100).transform(tidyName)

/** A number, also with its unit: «14 лет». */
const typedCount = typed(40).transform(tidyCount)

const oneOf = <const Answers extends readonly string[]>(answers: Answers) =>
	z.enum(answers, "Выберите один из ответов.")

export const FormDraftSchema = z
	.object({
		surname: typedName,
		name: typedName,
		patronymic: typedName,
		sex: oneOf(["m", "f", ""]),
		genitive: typed(300),
		dative: typed(300),
		/** The name and its cases as the teacher confirmed them, written by `confirmedKey`. It is not a field of any step. */
		casesConfirmed: typed(1000),
		/** The id of the application that the answers were taken from. It is not a field of any step. */
		basedOn: typed(40),
		phone: typed(60),
		email: typed(200),
		engagementId: typed(40),
		appointedOn: typed(60),
		currentCategory: oneOf(["none", "first", "highest", ""]),
		currentSetOn: typed(60),
		currentTerm: oneOf(["dated", "indefinite", ""]),
		currentEndsOn: typed(60),
		heldBefore: oneOf(["yes", "no", ""]),
		claimedCategory: oneOf(["first", "highest", ""]),
		attestationForm: oneOf(["in_person", "remote", ""]),
		presence: oneOf(["present", "absent", ""]),
		procedure: oneOf(["general", "simplified", ""]),
		groundCode: typed(60),
		groundDocument: typed(500),
		educationLevel: typed(200),
		educationInstitution: typed(500),
		educationYear: typedCount,
		educationSpeciality: typed(500),
		educationQualification: typed(500),
		experienceTotal: typedCount,
		experienceTeaching: typedCount,
		experiencePosition: typedCount,
		experienceOrganisation: typedCount,
		degree: typed(1000),
		awards: typed(3000),
		training: typed(3000),
		result1: typed(6000),
		result2: typed(6000),
		result3: typed(6000),
		result4: typed(6000),
		result5: typed(6000),
		lesson1: typed(500),
		lesson2: typed(500),
		annexPages: typedCount,
	})
	.partial()

export type FormDraft = z.infer<typeof FormDraftSchema>
export type FormField = keyof FormDraft

/** In the order of the criteria. */
export const resultTexts = (form: FormDraft) =>
	[form.result1, form.result2, form.result3, form.result4, form.result5].map((text) => text ?? "")

export interface FormStep {
	id: string
	title: string
	question: string
	fields: readonly FormField[]
	/** Whether its questions are put at all; unless given, always. */
	asked?: (draft: FormDraft) => boolean
}

/** The steps of this draft, in order. */
export const stepsFor = (draft: FormDraft): FormStep[] =>
	FORM_STEPS.filter(({ asked }) => asked?.(draft) ?? true)

/** Each page has one group of questions, in the order of the printed form. */
export const FORM_STEPS: readonly FormStep[] = [
	{
		id: "person",
		title: "Личные данные",
		question: "Как Вас указать в заявлении?",
		fields: ["surname", "name", "patronymic", "sex", "genitive", "dative", "phone", "email"],
	},
	{
		id: "position",
		title: "Должность и место работы",
		question: "По какой должности Вы проходите аттестацию?",
		fields: ["engagementId", "appointedOn"],
	},
	{
		id: "current",
		title: "Имеющаяся категория",
		question: "Какая категория у Вас сейчас?",
		fields: ["currentCategory", "currentSetOn", "currentTerm", "currentEndsOn", "heldBefore"],
	},
	{
		id: "claim",
		title: "Заявленная категория",
		question: "На какую категорию и по какой процедуре?",
		fields: ["claimedCategory", "procedure"],
	},
	{
		id: "ground",
		title: "Основание упрощённой формы",
		question: "По какому основанию Вы проходите аттестацию по упрощённой форме?",
		fields: ["groundCode", "groundDocument"],
		asked: ({ procedure }) => procedure === "simplified",
	},
	{
		id: "manner",
		title: "Форма аттестации",
		question: "Как провести аттестацию?",
		fields: ["attestationForm", "presence"],
	},
	{
		id: "experience",
		title: "Образование и стаж",
		question: "Какое у Вас образование и стаж?",
		fields: [
			"educationLevel",
			"educationInstitution",
			"educationYear",
			"educationSpeciality",
			"educationQualification",
			"experienceTotal",
			"experienceTeaching",
			"experiencePosition",
			"experienceOrganisation",
		],
	},
	{
		id: "awards",
		title: "Награды и обучение",
		question: "Есть ли у Вас степень, награды, повышение квалификации?",
		fields: ["degree", "awards", "training"],
	},
	{
		id: "results",
		title: "Результаты работы",
		question: "Каких результатов Вы достигли?",
		fields: ["result1", "result2", "result3", "result4", "result5", "lesson1", "lesson2", "annexPages"],
		// The simplified procedure has neither tables nor recordings: the document of its ground replaces them.
		asked: ({ procedure }) => procedure !== "simplified",
	},
	{ id: "check", title: "Проверка заявления", question: "Проверьте заявление", fields: [] },
]

export type FormProblems = Partial<Record<FormField, string>>

export interface CompletionContext {
	/** A civil date in the region's time zone. */
	today: string
}

const filled = (value: string | undefined): value is string => value !== undefined && value.trim() !== ""

/** What is missing or wrong, by field, in words that say how to fix it. If empty, the application can be formed. */
export function problemsOf(draft: FormDraft, context: CompletionContext): FormProblems {
	return {
		...personProblems(draft),
		...positionProblems(draft, context),
		...currentProblems(draft, context),
		...claimProblems(draft),
		...experienceProblems(draft, context),
		...resultProblems(draft),
	}
}

/** The problems of the fields of one step, for its page. */
export const problemsOfStep = (step: FormStep, problems: FormProblems): FormProblems =>
	Object.fromEntries(Object.entries(problems).filter(([field]) => step.fields.includes(field as FormField)))

/** Titles of the steps with problems, for the guard's reason. */
export const unfinishedSteps = (problems: FormProblems): string[] =>
	FORM_STEPS.filter((step) => Object.keys(problemsOfStep(step, problems)).length > 0).map(
		(step) => step.title,
	)

function personProblems({
	surname,
	name,
	patronymic,
	sex,
	genitive,
	dative,
	phone,
	email,
}: FormDraft): FormProblems {
	const problems: FormProblems = {}
	for (const [field, value, what, missing] of [
		["surname", surname, "Фамилия", "Укажите фамилию."],
		["name", name, "Имя", "Укажите имя."],
		["patronymic", patronymic, "Отчество", null],
	] as const) {
		const problem = filled(value) ? nameProblem(what, tidyName(value)) : missing
		if (problem) problems[field] = problem
	}
	if (!filled(sex) && !sexByPatronymic(patronymic))
		problems.sex = "Выберите пол: без отчества он не виден, а от него зависят окончания."
	if (!filled(genitive)) problems.genitive = "Укажите ФИО в родительном падеже: заявление от кого?"
	if (!filled(dative)) problems.dative = "Укажите ФИО в дательном падеже: установить категорию кому?"
	if (!filled(phone)) problems.phone = "Укажите телефон: координатор позвонит, если в заявлении ошибка."
	else if (!parsePhone(phone))
		problems.phone = "Телефон: нужно 10 цифр после +7 или 8, например +7 913 000-00-00."
	if (!filled(email)) problems.email = "Укажите адрес электронной почты."
	else if (!parseEmail(email)) problems.email = emailProblem(email)
	return problems
}

function positionProblems(
	{ engagementId, appointedOn }: FormDraft,
	{ today }: CompletionContext,
): FormProblems {
	return {
		...(filled(engagementId) ? {} : { engagementId: "Выберите должность и место работы." }),
		...dateProblem("appointedOn", appointedOn, today, "Укажите дату назначения на должность."),
	}
}

function currentProblems(draft: FormDraft, { today }: CompletionContext): FormProblems {
	const { currentCategory, currentSetOn, currentTerm, currentEndsOn, heldBefore } = draft
	if (!filled(currentCategory))
		return { currentCategory: "Выберите категорию, которая есть у Вас сейчас, или «не имею»." }
	if (currentCategory === "none")
		return filled(heldBefore) ? {} : { heldBefore: "Отметьте, была ли у Вас категория раньше." }
	const problems = dateProblem("currentSetOn", currentSetOn, today, "Укажите дату установления категории.")
	if (!filled(currentTerm)) problems.currentTerm = "Выберите срок действия категории."
	if (currentTerm === "dated") {
		const end = parseTypedDate(currentEndsOn ?? "")
		const start = parseTypedDate(currentSetOn ?? "")
		if (!end) problems.currentEndsOn = "Укажите дату окончания срока действия, например 02.12.2026."
		else if (start && end <= start)
			problems.currentEndsOn = "Дата окончания раньше даты установления. Проверьте год."
	}
	return problems
}

function claimProblems(draft: FormDraft): FormProblems {
	const problems: FormProblems = {}
	if (!filled(draft.claimedCategory))
		problems.claimedCategory = "Выберите, на какую категорию Вы претендуете."
	if (!filled(draft.attestationForm))
		problems.attestationForm = "Выберите форму аттестации: очно или дистанционно."
	if (!filled(draft.presence)) problems.presence = "Выберите, проводить ли заседание в Вашем присутствии."
	if (!filled(draft.procedure)) problems.procedure = "Выберите: на общих основаниях или по упрощённой форме."
	if (draft.procedure === "simplified") {
		const ground = groundProblem(draft.groundCode, draft)
		if (ground) problems.groundCode = ground
		if (!filled(draft.groundDocument))
			problems.groundDocument = "Назовите документ, который подтверждает основание: вид, номер, дату."
	}
	return problems
}

function experienceProblems(draft: FormDraft, { today }: CompletionContext): FormProblems {
	const problems: FormProblems = {}
	const years = (field: FormField, label: string, required: boolean) => {
		const value = draft[field]
		if (!filled(value)) {
			if (required) problems[field] = `Укажите ${label} в полных годах; меньше года — 0.`
			return null
		}
		if (/^\d{3,}$/.test(value)) {
			problems[field] =
				`Проверьте число: ${value} — столько лет не работают. Напишите полные годы, например 12.`
			return null
		}
		if (!/^\d{1,2}$/.test(value)) {
			problems[field] = "Напишите число полных лет цифрами, например 12."
			return null
		}
		return Number(value)
	}
	const total = years("experienceTotal", "общий стаж", true)
	const teaching = years("experienceTeaching", "стаж педагогической работы", true)
	const position = years("experiencePosition", "стаж в данной должности", true)
	years("experienceOrganisation", "стаж в данной организации", false)
	if (total !== null && teaching !== null && teaching > total)
		problems.experienceTeaching = "Педагогический стаж больше общего. Проверьте числа."
	if (teaching !== null && position !== null && position > teaching)
		problems.experiencePosition = "Стаж в должности больше педагогического. Проверьте числа."
	const year = draft.educationYear
	if (filled(year) && !/^(19|20)\d\d$/.test(year))
		problems.educationYear = "Напишите год окончания четырьмя цифрами, например 2014."
	else if (filled(year) && year > today.slice(0, 4))
		problems.educationYear = "Этот год ещё не наступил. Проверьте год окончания."
	// Education may stay empty, to be written in by hand. A partial entry would be printed as a line with gaps.
	const parts = [
		draft.educationLevel,
		draft.educationYear,
		draft.educationSpeciality,
		draft.educationQualification,
	]
	if (parts.some(filled) && !filled(draft.educationInstitution))
		problems.educationInstitution = "Укажите образовательную организацию или очистите все поля образования."
	return problems
}

/** Number of lesson recordings that the remote form requires. */
export const LESSONS_ASKED = 2

/** Results may be only in the annex, because no application is submitted without the annex (Order 196, item 28). */
function resultProblems(draft: FormDraft): FormProblems {
	const problems: FormProblems = {}
	if (draft.procedure === "simplified") return problems
	for (const field of ["lesson1", "lesson2"] as const) {
		const link = draft[field]
		if (filled(link) && !isWebAddress(link))
			problems[field] = "Ссылка должна начинаться с https:// или http://."
	}
	if (filled(draft.annexPages) && !/^[1-9]\d{0,2}$/.test(draft.annexPages))
		problems.annexPages = "Напишите число листов цифрами или оставьте поле пустым."
	return problems
}

/** Accepts only addresses that a browser opens as a page, never ones that run a script. */
export function isWebAddress(text: string): boolean {
	if (!URL.canParse(text)) return false
	return ["http:", "https:"].includes(new URL(text).protocol)
}

function dateProblem(
	field: FormField,
	value: string | undefined,
	today: string,
	missing: string,
): FormProblems {
	if (!filled(value)) return { [field]: missing }
	const date = parseTypedDate(value)
	if (!date) return { [field]: whyNotADate(value, "01.09.2019") }
	return date > today ? { [field]: "Эта дата ещё не наступила. Проверьте год." } : {}
}
