import { z } from "zod"
import { longDate } from "#app/utils/russian.ts"
import { civilDate, greeting, recipient, signed, url } from "../common.ts"
import { type Block, defineLetter } from "../letter.ts"

/** The data of every reminder of a deadline. A letter leaves out what it does not mention. */
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
	/** The same in parts: waiting for registration, without a period, without two experts. */
	unregistered: z.number().int().nullish(),
	withoutPeriod: z.number().int().nullish(),
	withoutExperts: z.number().int().nullish(),
	/** A person's own words, where a person sends the reminder. */
	message: z.string().nullish(),
	/** The page where the reader does what is due. */
	url,
})

export type ReminderData = z.input<typeof reminderData>
export type ReminderFacts = z.output<typeof reminderData>

interface ReminderWords {
	subject(data: ReminderFacts): string
	/** What is due; the last day and what happens afterwards stand in it. */
	body(data: ReminderFacts): readonly (Block | null | false)[]
	button: string
	/** Comes at once even to those who chose the digest: the law sets the deadline. */
	lawDemands?: boolean
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

/** Defines a reminder; `particulars` are what its sample adds to the common one. */
export const reminder = (words: ReminderWords, particulars: Partial<ReminderData> = {}) =>
	defineLetter({
		schema: reminderData,
		subject: words.subject,
		paragraphs: (data) => [greeting(data), ...words.body(data), { button: words.button, url: data.url }],
		sample: { ...reminderSample, ...particulars },
		unsubscribable: true,
		digestible: !words.lawDemands,
	})

/** «1 октября 2026 года» */
export const dueDay = ({ dueOn }: ReminderFacts): string => longDate(dueOn).replace(/г\.$/u, "года")

/** «Образцова Мария Ивановна, учитель математики» */
export const whose = ({ teacherName, position }: ReminderFacts): string =>
	[teacherName, position].filter(Boolean).join(", ")

/** « на период «октябрь-ноябрь 2026»», or an empty string. */
export const forPeriod = ({ period }: ReminderFacts): string => (period ? ` на период ${period}` : "")
