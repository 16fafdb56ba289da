import { z } from "zod"
import { counted, wholeDate } from "#app/utils/russian.ts"
import { maybe, text } from "../../form.ts"
import { civilDate, greeting, greetingTag, recipient, signed, url, urlTag } from "../common.ts"
import { defineLetter } from "../letter.ts"
import type { Words } from "../words.ts"

/** Who reads a reminder, and whom they can ask about it: the end of «Если у Вас есть вопросы, обратитесь …». */
export const WHOM_TO_ASK = {
	teacher: "к координатору по аттестации Вашей организации или к муниципальному координатору",
	school: "к муниципальному координатору",
	expert: "к муниципальному координатору",
	coordinator: "в региональный центр",
	operator: "к администратору системы",
} as const
export type ReminderReader = keyof typeof WHOM_TO_ASK

/** The data of every reminder of a deadline. A letter ignores what its words do not mention. */
export const reminderData = z.object({
	...recipient,
	...signed,
	/** The last day. */
	dueOn: civilDate,
	/** Full name of the teacher whom the deadline concerns, nominative. */
	teacherName: z.string().nullish(),
	/** Position with its subject, nominative: «учитель математики». */
	position: z.string().nullish(),
	/** «октябрь-ноябрь 2026» */
	period: z.string().nullish(),
	/** «Город Томск» */
	municipality: z.string().nullish(),
	/** How many applications wait for the reader. */
	count: z.number().int().nullish(),
	/** The same number in parts: waiting for registration, without a period, without two experts. */
	unregistered: z.number().int().nullish(),
	withoutPeriod: z.number().int().nullish(),
	withoutExperts: z.number().int().nullish(),
	/** A person's own words, if a person sends the reminder. */
	message: z.string().nullish(),
	/** The page where the reader can do it. */
	url,
})

export type ReminderData = z.input<typeof reminderData>
type Facts = z.output<typeof reminderData>

/** The tags that reminders may use. All of them get the same. */
const tags = z.object({
	...greetingTag,
	...urlTag,
	dueOn: text("Последний день: «1 октября 2026 года»"),
	teacherName: maybe(text("Фамилия, имя и отчество педагога, именительный падеж")),
	position: maybe(text("Должность с предметом: «учитель математики»")),
	period: maybe(text("Период аттестации: «октябрь-ноябрь 2026»")),
	municipality: maybe(text("Муниципальное образование")),
	applications: maybe(text("Сколько заявлений ждёт: «3 заявления»")),
	schedules: maybe(text("Сколько графиков ждёт: «3 графика»")),
	papers: maybe(text("Сколько заключений ждёт: «3 заключения»")),
	left: maybe(text("Что осталось сделать в периоде: «не зарегистрировано заявлений — 1»")),
	message: maybe(text("Что написал тот, кто отправил напоминание")),
})

const values = (data: Facts): z.input<typeof tags> => ({
	greeting: greeting(data),
	url: data.url,
	dueOn: wholeDate(data.dueOn),
	teacherName: data.teacherName || null,
	position: data.position || null,
	period: data.period || null,
	municipality: data.municipality || null,
	applications: howMany(data.count, ["заявление", "заявления", "заявлений"]),
	schedules: howMany(data.count, ["график", "графика", "графиков"]),
	papers: howMany(data.count, ["заключение", "заключения", "заключений"]),
	left: whatIsLeft(data),
	message: data.message || null,
})

const howMany = (count: Facts["count"], forms: [string, string, string]) =>
	typeof count === "number" ? counted(count, forms) : null

function whatIsLeft({ unregistered, withoutPeriod, withoutExperts }: Facts): string | null {
	const parts = [
		[unregistered, "не зарегистрировано заявлений"],
		[withoutPeriod, "без назначенного периода"],
		[withoutExperts, "в этом периоде без двух специалистов"],
	] as const
	return parts.flatMap(([count, what]) => (count ? [`${what} — ${count}`] : [])).join("; ") || null
}

export const reminderSample: ReminderData = {
	recipientName: "Мария Ивановна",
	recipientSex: "f",
	dueOn: "2026-10-01",
	teacherName: "Образцова Мария Ивановна",
	position: "учитель математики",
	period: "октябрь-ноябрь 2026",
	municipality: "Город Томск",
	count: 3,
	url: "https://attestation.example/teacher",
	centreName: "Центр аттестации",
}

interface ReminderParticulars {
	/** Whose question the last lines of the sample answer. */
	reader?: ReminderReader
	/** What the sample adds to the common sample. */
	sample?: Partial<ReminderData>
	/** Sent at once even to people who chose the digest, because the law sets the deadline. */
	lawDemands?: boolean
	mandatory?: readonly (keyof z.input<typeof tags>)[]
}

/** Defines a reminder. Its words say what must be done, by when, and what happens afterwards. */
export const reminder = (
	words: Words,
	{ reader = "teacher", sample = {}, lawDemands = false, mandatory = [] }: ReminderParticulars = {},
) =>
	defineLetter({
		schema: reminderData,
		tags,
		values,
		words,
		mandatory,
		sample: { ...reminderSample, contact: WHOM_TO_ASK[reader], ...sample },
		unsubscribable: true,
		digestible: !lawDemands,
	})
