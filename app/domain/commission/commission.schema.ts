import { z } from "zod"
import { onceWellFormed } from "#app/utils/http/one-round.ts"
import { tidyLine } from "#app/utils/typed/tidy.ts"
import { dateField } from "../application/application.schema.ts"
import { nameFields } from "../person/person-fields.ts"
import { OFFICES } from "./offices.ts"

const line = (most: number) =>
	z
		.string()
		.max(most, { error: `Слишком длинно: не больше ${most} знаков.`, abort: true })
		.default("")
		.transform(tidyLine)

const lastDay = z
	.string()
	.default("")
	.transform((typed) => typed.trim() || null)
	.pipe(dateField("Укажите последний день.").nullable())

/** One member with office and term, as the form of the commission's page sends it. */
export const MemberSchema = z
	.object({
		...nameFields,
		post: line(300).refine((text) => text !== "", "Укажите должность и место работы: их печатает протокол."),
		office: z.enum(OFFICES, "Выберите, кем человек входит в комиссию."),
		from: dateField("Укажите первый день срока."),
		until: lastDay,
		order: line(200),
		username: line(64),
	})
	.refine(({ from, until }) => until === null || until >= from, {
		path: ["until"],
		message: "Срок кончается раньше, чем начинается. Проверьте даты.",
		...onceWellFormed("from", "until"),
	})
export type MemberInput = z.output<typeof MemberSchema>

export const EndSchema = z.object({ until: dateField("Укажите последний день срока.") })
