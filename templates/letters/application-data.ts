import { z } from "zod"
import { longDate, wholeDate } from "#app/utils/russian.ts"
import { maybe, text } from "../form.ts"
import { civilDate, flag, greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"
import type { Words } from "./words.ts"

/**
 * The data of every letter about an application or a withdrawal. Dates are civil (`YYYY-MM-DD`). A letter ignores what its
 * words do not mention.
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
	/** A person's own words: the reason of a rejection or refusal, a remark, a comment, or why it was not signed. */
	reason: z.string().nullish(),
	/** The reason as a phrase «в связи с …», if the reference data has one. */
	because: z.string().nullish(),
	journalNumber: z.union([z.string(), z.number()]).nullish(),
	order: z.object({ number: z.string(), date: civilDate }).nullish(),
	verdict: z.enum(["meets", "fails"]).nullish(),
	decision: z.enum(["granted", "refused"]).nullish(),
	/** When and where the commission sits. */
	sitting: z.object({ heldOn: civilDate, startsAt: z.string(), place: z.string() }).nullish(),
	/** The days of an expert's visits. */
	visits: z.array(civilDate).default([]),
	/** Who did what the letter reports: full name, nominative. */
	by: z.string().nullish(),
	/** Who formed a withdrawal for the teacher: role and full name, nominative. */
	formedBy: z.string().nullish(),
	/** The last day for the act that the letter requests: the review, the evidence or the signature. */
	dueOn: civilDate.nullish(),
	/** The page in the recipient's cabinet. */
	url,
})

export type ApplicationLetterData = z.input<typeof applicationLetterData>
type Facts = z.output<typeof applicationLetterData>

/** The tags that these letters may use. All of them get the same. */
const tags = z.object({
	...greetingTag,
	...urlTag,
	dueOn: maybe(text("Последний день для того, о чём просит письмо: «31 октября 2026 года»")),
	yourApplication: text("«Ваше заявление о проведении аттестации на первую … по должности …»"),
	application: text("То же о другом человеке: «заявление Образцовой Марии Ивановны о проведении …»"),
	teacherName: text("Фамилия, имя и отчество педагога, именительный падеж"),
	position: text("Должность с предметом: «учитель математики»"),
	category: text("Заявленная категория, винительный падеж: «первую»"),
	municipality: text("Муниципальное образование"),
	remote: flag("Дистанционная форма аттестации; {^remote} … {/remote} — очная"),
	period: maybe(text("Период аттестации: «октябрь-ноябрь 2026»")),
	experts: z
		.array(
			z.object({
				number: text("Номер специалиста по порядку"),
				name: text("Фамилия, имя и отчество специалиста"),
				post: maybe(text("Должность и место работы специалиста")),
			}),
		)
		.describe("Специалисты, по одному в строке"),
	reason: maybe(text("Что написал человек: причина, замечание, пояснение")),
	because: maybe(text("Причина отклонения из справочника: «в связи с отсутствием подписи»")),
	journalNumber: maybe(text("Номер заявления в журнале регистрации")),
	order: maybe(z.object({ number: text("Номер распоряжения"), date: text("Дата распоряжения") })).describe(
		"Распоряжение о решении комиссии, а до него — об утверждении графика",
	),
	verdict: maybe(text("Вывод специалистов: «соответствует» или «не соответствует»")),
	simplified: flag("Упрощённая процедура: без периода и специалистов"),
	sitting: maybe(
		z.object({
			day: text("День заседания"),
			startsAt: text("Во сколько начало"),
			place: text("Где: адрес без точки в конце"),
		}),
	).describe("Заседание аттестационной комиссии"),
	visits: maybe(
		text("Дни, в которые специалист предлагает прийти: «5 ноября 2026 года и 12 ноября 2026 года»"),
	),
	granted: flag("Категория установлена"),
	refused: flag("В категории отказано"),
	by: maybe(text("Кто сделал то, о чём сообщает письмо: фамилия, имя и отчество")),
	formedBy: maybe(text("Кто оформил отзыв или подал заявление за педагога: роль, фамилия, имя и отчество")),
	toTeacher: flag("Письмо идёт педагогу"),
	toExperts: flag("Письмо идёт специалистам"),
	toOperators: flag("Письмо идёт операторам"),
})

const VERDICTS = { meets: "соответствует", fails: "не соответствует" } as const

const claim = ({ category, position }: Facts) =>
	`на ${category} квалификационную категорию по должности «${position}»`

const values = (data: Facts): z.input<typeof tags> => ({
	greeting: greeting(data),
	url: data.url,
	dueOn: data.dueOn ? wholeDate(data.dueOn) : null,
	yourApplication: `Ваше заявление о проведении аттестации ${claim(data)}`,
	application: data.teacherGenitive
		? `заявление ${data.teacherGenitive} о проведении аттестации ${claim(data)}`
		: `заявление о проведении аттестации ${claim(data)} (${data.teacherName})`,
	teacherName: data.teacherName,
	position: data.position,
	category: data.category,
	municipality: data.municipality,
	remote: data.attestationForm === "remote",
	period: data.period || null,
	experts: data.experts.map(({ name, post }, index) => ({
		number: String(index + 1),
		name,
		post: post || null,
	})),
	reason: data.reason || null,
	because: data.because || null,
	journalNumber: data.journalNumber ? String(data.journalNumber) : null,
	order: data.order ? { number: data.order.number, date: longDate(data.order.date) } : null,
	verdict: data.verdict ? VERDICTS[data.verdict] : null,
	simplified: data.simplified,
	sitting: data.sitting
		? {
				day: longDate(data.sitting.heldOn),
				startsAt: data.sitting.startsAt,
				place: data.sitting.place.replace(/\.$/u, ""),
			}
		: null,
	visits: data.visits.map(wholeDate).join(" и ") || null,
	granted: data.decision === "granted",
	refused: data.decision === "refused",
	by: data.by || null,
	formedBy: data.formedBy || null,
	toTeacher: data.audience === "teacher",
	toExperts: data.audience === "experts",
	toOperators: data.audience === "operators",
})

type Tag = keyof z.input<typeof tags>

interface Particulars {
	/** What the sample adds to the common sample. */
	sample?: Partial<ApplicationLetterData>
	/** The same for each further sample, by name. */
	variants?: Record<string, Partial<ApplicationLetterData>>
	mandatory?: readonly Tag[]
}

/** Defines a letter about an application. */
export function applicationLetter(
	words: Words,
	{ sample: own = {}, variants = {}, mandatory = [] }: Particulars = {},
) {
	const sample = asked({ ...applicationSample, ...own })
	return defineLetter({
		schema: applicationLetterData,
		tags,
		values,
		words,
		mandatory,
		sample,
		variants: Object.fromEntries(
			Object.entries(variants).map(([name, particulars]) => [name, asked({ ...sample, ...particulars })]),
		),
	})
}

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
}

/** A sample with the person whom its reader can ask. */
const asked = (sample: ApplicationLetterData): ApplicationLetterData => ({
	...sample,
	contact:
		sample.audience === "coordinators" || sample.audience === "operators"
			? "в региональный центр (Центр аттестации)"
			: "к муниципальному координатору: Примеров Пётр Ильич, телефон (3822) 00-00-00",
})

/** A period with its two experts, for samples. */
export const sampleSchedule = {
	period: "октябрь-ноябрь 2026",
	experts: [
		{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
		{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
	],
}

export const PERIOD = `{#period}
Период аттестации: {period}.
{/period}
Форма аттестации: {#remote}дистанционная{/remote}{^remote}очная{/remote}.`

/** Period, form and experts, one on each line. */
export const SCHEDULE = `${PERIOD}
{#experts}
Специалист {number}: {name}{#post}, {post}{/post}.
{/experts}`

/** When and where the commission sits. */
export const MEETING = `{#sitting}
Когда: {day}, начало в {startsAt}.
Где: {place}.
{/sitting}`
