import { z } from "zod"
import { tidyLine } from "#app/utils/typed/tidy.ts"
import { parseTypedTime } from "#app/utils/typed/time.ts"
import { dateField, longText } from "../application/application.schema.ts"

const optional = (max: number) =>
	z
		.string()
		.trim()
		.max(max, `Сократите номер до ${max} знаков.`)
		.optional()
		.transform((text) => text || null)

const startsAt = z
	.string()
	.default("")
	.transform((typed, context) => {
		if (!typed.trim()) return null
		const time = parseTypedTime(typed)
		if (time) return time
		context.addIssue({ code: "custom", message: "Такого времени нет. Напишите часы и минуты так: 10:00." })
		return z.NEVER
	})

/** When and where. Time and place can be added later; the letters are sent only then. */
export const MeetingSchema = z.object({
	heldOn: dateField("Укажите дату заседания."),
	startsAt,
	place: z
		.string()
		.max(300, { error: "Слишком длинно: не больше 300 знаков.", abort: true })
		.default("")
		.transform(tidyLine),
})
export type Meeting = z.output<typeof MeetingSchema>

export const CancellationSchema = z.object({
	reason: longText("Напишите, почему заседание отменяется: причина останется на его странице."),
})

/** The numbers of the papers that follow from the sitting. */
export const PapersSchema = z.object({
	protocolNumber: optional(60),
	orderNumber: optional(60),
	orderDate: z
		.string()
		.trim()
		.optional()
		.transform((text) => text || null)
		.pipe(dateField("Укажите дату распоряжения.").nullable()),
})
export type Papers = z.output<typeof PapersSchema>

/**
 * What a form showed before somebody typed into it. The form sends it back, so that an operator who did not see another one's
 * change does not undo it.
 */
export const shownMeeting = ({ heldOn, startsAt, place }: Meeting): string =>
	[heldOn, startsAt ?? "", place].join(";")
export const shownPapers = ({ protocolNumber, orderNumber, orderDate }: Papers): string =>
	[protocolNumber ?? "", orderNumber ?? "", orderDate ?? ""].join(";")
export const shownRoll = (roll: readonly { memberId: string; present: boolean; absence: string }[]): string =>
	JSON.stringify(
		roll.map(({ memberId, present, absence }) => (present ? memberId : [memberId, absence])).sort(),
	)

/** A number of votes as the form sends it or a batch stores it. Null if the field is empty. */
export const voteCount = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((typed, context) => {
		const text = String(typed ?? "").trim()
		if (text === "") return null
		if (/^\d{1,2}$/.test(text)) return Number(text)
		context.addIssue({ code: "custom", message: "Напишите число голосов цифрами, например 6." })
		return z.NEVER
	})
