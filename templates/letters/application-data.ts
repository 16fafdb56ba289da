import { z } from "zod"
import { longDate } from "#app/utils/russian.ts"
import { civilDate, recipient, signed, url } from "./common.ts"
import { type Block, defineLetter, type LetterTemplate } from "./letter.ts"

/**
 * The data of every letter about an application or a withdrawal. Dates are civil (`YYYY-MM-DD`). A letter leaves out what
 * it does not mention.
 */
export const applicationLetterData = z.object({
	...recipient,
	...signed,
	audience: z.enum(["teacher", "coordinators", "experts", "released", "school", "operators"]),
	/** Full name, nominative. */
	teacherName: z.string().min(1),
	/** Full name in the genitive; empty if it is not known. */
	teacherGenitive: z.string().nullish(),
	/** Position with its subject, nominative: «учитель математики». */
	position: z.string().min(1),
	/** Claimed category, accusative adjective: «первую». */
	category: z.string().min(1),
	attestationForm: z.enum(["in_person", "remote"]),
	municipality: z.string().min(1),
	/** The simplified procedure: no period, no experts. */
	simplified: z.boolean().default(false),
	/** «октябрь-ноябрь 2026» */
	period: z.string().nullish(),
	/** The two experts with position and workplace, in the order of their seats. */
	experts: z.array(z.object({ name: z.string().min(1), post: z.string() })).default([]),
	/** A person's own words: reason of a rejection or refusal, remark, comment, or why it was not signed. */
	reason: z.string().nullish(),
	/** The reason as a phrase «в связи с …», if the reference data have one. */
	because: z.string().nullish(),
	journalNumber: z.union([z.string(), z.number()]).nullish(),
	order: z.object({ number: z.string(), date: civilDate }).nullish(),
	verdict: z.enum(["meets", "fails"]).nullish(),
	decision: z.enum(["granted", "refused"]).nullish(),
	/** When and where the commission sits. */
	sitting: z.object({ heldOn: civilDate, startsAt: z.string(), place: z.string() }).nullish(),
	/** Who did what the letter tells: full name, nominative. */
	by: z.string().nullish(),
	/** Who formed a withdrawal for the teacher: role and full name, nominative. */
	formedBy: z.string().nullish(),
	/** The last day for what the letter asks: the review, the evidence or the signature. */
	dueOn: civilDate.nullish(),
	/** The page in the recipient's cabinet. */
	url,
})

export type ApplicationLetterData = z.input<typeof applicationLetterData>
export type ApplicationLetterFacts = z.output<typeof applicationLetterData>

type Words = Pick<LetterTemplate<typeof applicationLetterData>, "subject" | "paragraphs">

/** Defines a letter about an application; `particulars` are what its sample adds to the common one. */
export const applicationLetter = (words: Words, particulars: Partial<ApplicationLetterData> = {}) =>
	defineLetter({
		...words,
		schema: applicationLetterData,
		sample: { ...applicationSample, ...particulars },
	})

export const applicationSample: ApplicationLetterData = {
	audience: "teacher",
	recipientName: "Мария Ивановна",
	recipientSex: "f",
	teacherName: "Образцова Мария Ивановна",
	teacherGenitive: "Образцовой Марии Ивановны",
	position: "учитель математики",
	category: "первую",
	attestationForm: "remote",
	municipality: "Город Томск",
	url: "https://attestation.example/teacher",
	centreName: "Центр аттестации",
	contact: "к муниципальному координатору: Примеров Пётр Ильич, телефон (3822) 00-00-00",
}

/** «учитель математики», на первую квалификационную категорию */
const claim = ({ category, position }: ApplicationLetterFacts) =>
	`на ${category} квалификационную категорию по должности «${position}»`

/** «Ваше заявление о проведении аттестации на первую …» */
export const yours = (data: ApplicationLetterFacts) => `Ваше заявление о проведении аттестации ${claim(data)}`

/** The same in the third person: «заявление Ивановой Марии Ивановны о проведении аттестации на первую …». */
export const theirs = (data: ApplicationLetterFacts) =>
	data.teacherGenitive
		? `заявление ${data.teacherGenitive} о проведении аттестации ${claim(data)}`
		: `заявление о проведении аттестации ${claim(data)} (${data.teacherName})`

/** Capitalises the first letter, so that {@link theirs} can start a sentence. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The subject of a letter to anybody but the teacher. The name distinguishes such letters in a mailbox. */
export const named = (what: string, { teacherName }: ApplicationLetterFacts) => `${what}: ${teacherName}`

export const isTeacher = ({ audience }: ApplicationLetterFacts) => audience === "teacher"

/** Period, form and experts, one in each line. Lines without a value are left out. */
export function scheduleLines({ period, attestationForm, experts }: ApplicationLetterFacts): string {
	return [
		period && `Период аттестации: ${period}.`,
		`Форма аттестации: ${attestationForm === "in_person" ? "очно" : "дистанционно"}.`,
		...experts.map(
			({ name, post }, index) => `Специалист ${index + 1}: ${post ? `${name}, ${post}` : name}.`,
		),
	]
		.filter(Boolean)
		.join("\n")
}

/** A person's own words, under a line that names the person. */
export const quoted = (
	introduction: string,
	{ reason }: ApplicationLetterFacts,
): readonly (Block | false)[] => (reason ? [introduction, { quote: reason }] : [false])

/** « не позднее 12 сентября 2026 года», or an empty string. «года» is not abbreviated because it often ends a sentence. */
export const noLaterThan = ({ dueOn }: ApplicationLetterFacts) =>
	dueOn ? ` не позднее ${longDate(dueOn).replace(/г\.$/u, "года")}` : ""

/** «27 ноября 2026 г. в 10:00», and on a line below it the place. Empty if neither is known. */
export const meetingLines = ({ sitting }: ApplicationLetterFacts): string | null =>
	sitting
		? `Когда: ${longDate(sitting.heldOn)}, начало в ${sitting.startsAt}.\nГде: ${sitting.place.replace(/\.$/u, "")}.`
		: null

export const verdictWords = {
	meets: "соответствует",
	fails: "не соответствует",
} as const
