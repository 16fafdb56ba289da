import { z } from "zod"
import { onceWellFormed } from "#app/utils/http/one-round.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import {
	consent,
	email,
	LONGEST_PASSWORD,
	mobilePhone,
	nameFields,
	newPassword,
	optional,
	required,
	sameEmails,
	TOO_LONG,
	username,
	workPhoneIfAny,
	workplaceFields,
} from "./person-fields.ts"

/** In the order of the page, which is the order in which its mistakes are listed. */
export const RegisterTeacherSchema = z
	.object({
		...nameFields,
		...workplaceFields,
		mobilePhone,
		email,
		emailAgain: required("Наберите адрес электронной почты ещё раз."),
		username,
		password: newPassword,
		consent,
	})
	.superRefine(sameEmails, onceWellFormed("email", "emailAgain"))
export type RegisterTeacherForm = z.output<typeof RegisterTeacherSchema>

export const SignInSchema = z.object({
	username: required("Введите имя пользователя.").max(
		64,
		"Такого длинного имени пользователя быть не может.",
	),
	password: z.string({ error: "Введите пароль." }).max(LONGEST_PASSWORD, TOO_LONG),
	remember: z.literal("on").optional(),
	returnTo: optional,
})
export type SignInForm = z.output<typeof SignInSchema>

export const ForgotPasswordSchema = z.object({
	username: required("Введите логин.").max(64, "Такого длинного логина быть не может."),
})
export type ForgotPasswordForm = z.output<typeof ForgotPasswordSchema>

export const ForgottenLoginSchema = z.object({ email })
export type ForgottenLoginForm = z.output<typeof ForgottenLoginSchema>

export const ResetPasswordSchema = z.object({ password: newPassword })
export type ResetPasswordForm = z.output<typeof ResetPasswordSchema>

/** Personal data that people edit themselves. Word forms of the name can be left empty; then they are proposed again. */
export const ProfileSchema = z.object({
	...nameFields,
	genitive: optional,
	dative: optional,
	accusative: optional,
	/** The key (`formsKey`) of the forms that the page has already questioned. */
	seen: optional,
	email,
	/** Needed only when the address changes. */
	currentPassword: z.string().max(LONGEST_PASSWORD, TOO_LONG).optional(),
	mobilePhone,
	workPhone: workPhoneIfAny,
	workPhonePublished: z.literal("on").optional(),
})
export type ProfileForm = z.output<typeof ProfileSchema>

const civilDateIfAny = z
	.string()
	.max(40, { error: "Дата назначения на должность: укажите её в виде 01.09.2017.", abort: true })
	.optional()
	.transform((text, context) => {
		if (!text?.trim()) return null
		const date = parseTypedDate(text)
		if (date) return date
		context.addIssue("Дата назначения на должность: укажите её в виде 01.09.2017.")
		return z.NEVER
	})

export const WorkplaceSchema = z.object({ ...workplaceFields, appointedOn: civilDateIfAny })
export type WorkplaceForm = z.output<typeof WorkplaceSchema>

const formOfName = (question: string) =>
	required(`${question} Напишите фамилию, имя и отчество в этом падеже.`).max(300, "Не больше 300 знаков.")

/** The word forms of a person's own name, checked by the person. */
export const CasesSchema = z.object({
	genitive: formOfName("Заявление от кого?"),
	dative: formOfName("Установить категорию кому?"),
	accusative: formOfName("Аттестовать кого?"),
	sex: z
		.enum(["m", "f"])
		.optional()
		.transform((sex) => sex ?? ""),
	seen: optional,
})
export type CasesForm = z.output<typeof CasesSchema>
