import { z } from "zod"
import { emailProblem, parseEmail, sameEmail } from "#app/utils/typed/email.ts"
import { nameProblem, tidyName } from "#app/utils/typed/name.ts"
import { anyNumber, mobileNumber, parsePhone } from "#app/utils/typed/phone.ts"

// Fields about people. Every form that has them checks them the same way, in the browser and again on the server.

const LONGEST = 300

/** A text whose length is checked first, so that no pattern ever runs over a longer one. */
const shortText = (message?: string, most = LONGEST) =>
	z
		.string(message === undefined ? {} : { error: message })
		.max(most, { error: `Слишком длинный текст: не больше ${most} знаков.`, abort: true })

/** Empty fields arrive in a schema as undefined. The message then says what to fill in. */
export const required = (message: string, most = LONGEST) => shortText(message, most).trim().min(1, message)

/** A field that can be left empty. */
export const optional = shortText()
	.trim()
	.optional()
	.transform((text) => text ?? "")

function checkName(what: string, text: string, refuse: (message: string) => void) {
	const problem = nameProblem(what, text)
	if (problem) refuse(problem)
}

const nameOf = (what: string, ask: string) =>
	required(ask)
		.transform((text) => tidyName(text))
		.superRefine((text, context) => checkName(what, text, (message) => context.addIssue(message)))

/** ФИО as in the passport. A person need not have a patronymic. */
export const nameFields = {
	surname: nameOf("Фамилия", "Укажите фамилию."),
	name: nameOf("Имя", "Укажите имя."),
	patronymic: shortText()
		.optional()
		.transform((text) => tidyName(text ?? ""))
		.superRefine((text, context) => {
			if (text) checkName("Отчество", text, (message) => context.addIssue(message))
		}),
}

/** Latin letters and digits, so that people can write it down next to the password. */
export const username = required("Придумайте имя пользователя.")
	.regex(/^[A-Za-z0-9]*$/, "Имя пользователя: только латинские буквы и цифры, без пробелов.")
	.min(3, "Имя пользователя: не короче 3 знаков.")
	.max(32, "Имя пользователя: не длиннее 32 знаков.")

export const LONGEST_PASSWORD = 256
export const TOO_LONG = `Пароль: не длиннее ${LONGEST_PASSWORD} знаков.`

/**
 * There are no rules about the kinds of characters, because length matters most. The server, which has the list, checks for
 * common passwords.
 */
export const newPassword = z
	.string({ error: "Придумайте пароль." })
	.min(8, "Пароль: не короче 8 знаков.")
	.max(LONGEST_PASSWORD, TOO_LONG)

export const email = z
	.string({ error: "Укажите адрес электронной почты." })
	.trim()
	.min(1, "Укажите адрес электронной почты.")
	.max(300, "Слишком длинный адрес электронной почты.")
	.transform((text, context) => {
		const address = parseEmail(text)
		if (address) return address
		context.addIssue(emailProblem(text))
		return z.NEVER
	})

/** «+7 913 000-00-00», however it was typed. */
export const mobilePhone = required("Укажите мобильный телефон.").transform((text, context) => {
	const phone = parsePhone(text)
	const number = phone && mobileNumber(phone)
	if (number) return number
	context.addIssue("Мобильный телефон: нужно 10 цифр после +7 или 8, например +7 913 000-00-00.")
	return z.NEVER
})

function checkWorkPhone(text: string, refuse: (message: string) => void): string {
	const phone = parsePhone(text)
	if (phone) return anyNumber(phone)
	refuse("Рабочий телефон: нужен номер вместе с кодом населённого пункта, например 8 (38200) 0-00-00.")
	return ""
}

/** With the area code, and an extension if there is one. */
export const workPhone = required("Укажите рабочий телефон с кодом населённого пункта.").transform(
	(text, context) => checkWorkPhone(text, (message) => context.addIssue(message)),
)

/** The same, but it can be left empty. */
export const workPhoneIfAny = shortText()
	.optional()
	.transform((text, context) =>
		text?.trim() ? checkWorkPhone(text.trim(), (message) => context.addIssue(message)) : "",
	)

export const consent = z.literal("on", {
	error: "Без согласия на обработку персональных данных зарегистрироваться нельзя: отметьте его.",
})

/** Where a person works, chosen from lists that depend on each other. The database checks whether they fit together. */
export const workplaceFields = {
	municipalityCode: required("Выберите муниципалитет."),
	organisationId: required("Выберите образовательную организацию."),
	positionCode: required("Выберите должность."),
	subjectId: optional,
}

/** The address is typed twice to catch mistakes, because nobody answers a letter to a wrong address. */
export function sameEmails(
	{ email, emailAgain }: { email: string; emailAgain: string },
	context: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
) {
	if (!sameEmail(email, emailAgain))
		context.addIssue({
			code: "custom",
			path: ["emailAgain"],
			message: "Адреса электронной почты не совпадают: наберите адрес ещё раз.",
		})
}
