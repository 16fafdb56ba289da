import { z } from "zod"
import { ROLES } from "#app/policies/policy.ts"
import type { AskedOf } from "#app/policies/profile.policy.ts"
import { onceWellFormed } from "#app/utils/http/one-round.ts"
import {
	consent,
	email,
	mobilePhone,
	nameFields,
	newPassword,
	optional,
	required,
	username,
	workPhone,
	workPhoneIfAny,
} from "../person/person-fields.ts"

export const InvitationSchema = z.object({
	role: z.enum(ROLES, { error: "Выберите роль приглашаемого." }),
	municipalityCode: optional,
	email,
	subject: required("Укажите тему письма.", 200),
	message: required("Напишите текст письма.", 5_000),
})
export type InvitationForm = z.output<typeof InvitationSchema>

/** The text of a letter unless the inviter changes it. */
export const PREFILLED = {
	subject: "Приглашение к работе в системе «Аттестация»",
	message:
		"Здравствуйте!\n\nПриглашаю Вас участвовать в аттестации педагогических работников. Работа с заявлениями ведётся в электронной системе «Аттестация». Откройте ссылку из этого письма, придумайте имя пользователя и пароль и заполните сведения о себе.\n\nЕсли возникнут вопросы, обратитесь ко мне.",
}

/**
 * The page has no such field for this role, and a value sent under its name is ignored. `z.undefined()` would not do,
 * because zod then refuses an absent key before a transform.
 */
const notAsked = z
	.string()
	.optional()
	.transform(() => "")

/** Where the person works. It contains only what the role asks for. */
const placeFields = ({ organisation, post, subject }: AskedOf) => ({
	organisationId: organisation ? required("Выберите образовательную организацию.") : notAsked,
	positionCode: post ? optional : notAsked,
	/** An administrative post, which is not in the list of positions. */
	positionText: post ? optional : notAsked,
	subjectId:
		subject === "never"
			? notAsked
			: subject === "always"
				? required("Выберите предмет группы, которой Вы руководите.")
				: optional,
})

interface Place {
	positionCode: string
	positionText: string
}

function postGiven({ post }: AskedOf) {
	return (
		form: Place,
		context: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
	) => {
		if (!post || Boolean(form.positionCode) !== Boolean(form.positionText)) return
		const message = form.positionCode
			? "Оставьте одно: должность из списка или другую должность."
			: "Выберите должность из списка или напишите её ниже."
		context.addIssue({ code: "custom", path: ["positionCode"], message })
	}
}

/** For a signed-in person: the account exists, and the role is added to it. */
export const acceptSchema = (asked: AskedOf) =>
	z
		.object({ ...placeFields(asked), workPhone: asked.workPhone ? workPhone : workPhoneIfAny })
		.superRefine(postGiven(asked), onceWellFormed("positionCode", "positionText"))

/** For a new person: the form also creates the account. The address is the one that received the invitation, so it is already confirmed. */
export const registerInvitedSchema = (asked: AskedOf) =>
	z
		.object({
			username,
			password: newPassword,
			...nameFields,
			...placeFields(asked),
			mobilePhone,
			workPhone: asked.workPhone ? workPhone : workPhoneIfAny,
			consent,
		})
		.superRefine(postGiven(asked), onceWellFormed("positionCode", "positionText"))

export type AcceptForm = z.output<ReturnType<typeof acceptSchema>>
export type RegisterInvitedForm = z.output<ReturnType<typeof registerInvitedSchema>>
