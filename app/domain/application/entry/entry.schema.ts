import { z } from "zod"
import { onceWellFormed } from "#app/utils/http/one-round.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import {
	consent,
	email,
	mobilePhone,
	nameFields,
	newPassword,
	optional,
	required,
	sameEmails,
	username,
} from "../../person/person-fields.ts"
import { dateField } from "../application.schema.ts"

const choice = <const Values extends readonly [string, ...string[]]>(values: Values, missing: string) =>
	z.enum(values, missing)

const dateIfAny = z
	.string()
	.optional()
	.transform((text) => text?.trim() || undefined)
	.pipe(dateField("").optional())

/** What a coordinator copies from the paper. The rest of it stays in the scan. */
export const EntrySchema = z
	.object({
		source: choice(["paper", "gosuslugi"], "Выберите, как пришло заявление."),
		...nameFields,
		organisationId: required("Выберите организацию."),
		positionCode: required("Выберите должность."),
		subjectId: optional,
		mobilePhone: z
			.string()
			.optional()
			.transform((text) => text?.trim() || undefined)
			.pipe(mobilePhone.optional()),
		email: z
			.string()
			.optional()
			.transform((text) => text?.trim() || undefined)
			.pipe(email.optional()),
		currentCategory: choice(["none", "first", "highest"], "Выберите, какая категория есть сейчас."),
		currentEndsOn: dateIfAny,
		claimedCategory: choice(["first", "highest"], "Выберите заявленную категорию."),
		attestationForm: choice(["in_person", "remote"], "Выберите форму аттестации."),
		presence: choice(["present", "absent"], "Выберите, придёт ли педагог на заседание."),
		procedure: choice(["general", "simplified"], "Выберите процедуру."),
		groundCode: optional,
	})
	.superRefine(
		({ procedure, groundCode }, context) => {
			const known = SIMPLIFIED_GROUNDS.some(({ code }) => code === groundCode)
			if (procedure === "simplified" && !known)
				context.addIssue({
					code: "custom",
					path: ["groundCode"],
					message: "Выберите основание упрощённой формы.",
				})
		},
		onceWellFormed("procedure", "groundCode"),
	)
export type EntryForm = z.output<typeof EntrySchema>

/** What a teacher chooses who has no account yet. The name is the one on the paper. */
export const TakeOverSchema = z
	.object({
		username,
		password: newPassword,
		mobilePhone,
		email,
		emailAgain: required("Наберите адрес электронной почты ещё раз."),
		consent,
	})
	.superRefine(sameEmails, onceWellFormed("email", "emailAgain"))
export type TakeOverForm = z.output<typeof TakeOverSchema>
