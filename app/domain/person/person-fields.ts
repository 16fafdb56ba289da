import { z } from "zod"

// Fields of people, as every form with them checks them: in the browser and again on the server.

/** Empty fields reach a schema as undefined: then the sentence says what to fill in. */
export const required = (message: string) => z.string({ error: message }).trim().min(1, message)

/** A field that may stay empty. */
export const optional = z
	.string()
	.trim()
	.max(300, "Слишком длинный текст: не больше 300 знаков.")
	.optional()
	.transform((text) => text ?? "")

const LATIN = /[A-Za-z]/
const RUSSIAN_NAME = /^[А-ЯЁа-яё]+(?:[-’' ][А-ЯЁа-яё]+)*$/

const tidyName = (text: string) => text.normalize("NFC").replace(/[`ʼ]/g, "’").replace(/\s+/g, " ").trim()

function checkName(what: string, text: string, refuse: (message: string) => void) {
	if (LATIN.test(text)) {
		const letters = [...new Set(text.match(/[A-Za-z]/g))].join(", ")
		return refuse(`${what}: есть латинские буквы (${letters}). Переключите клавиатуру и наберите русскими.`)
	}
	if (!RUSSIAN_NAME.test(text)) {
		return refuse(`${what}: допустимы русские буквы, дефис, апостроф и пробел между словами.`)
	}
	if (text.length > 60) refuse(`${what}: не больше 60 знаков.`)
}

const nameOf = (what: string, ask: string) =>
	required(ask)
		.transform(tidyName)
		.superRefine((text, context) => checkName(what, text, (message) => context.addIssue(message)))

/** ФИО as typed in the passport; no patronymic is legal. */
export const nameFields = {
	surname: nameOf("Фамилия", "Укажите фамилию."),
	name: nameOf("Имя", "Укажите имя."),
	patronymic: z
		.string()
		.optional()
		.transform((text) => tidyName(text ?? ""))
		.superRefine((text, context) => {
			if (text) checkName("Отчество", text, (message) => context.addIssue(message))
		}),
}

/** Latin letters and digits, as people write it down beside the password. */
export const username = required("Придумайте имя пользователя.")
	.regex(/^[A-Za-z0-9]*$/, "Имя пользователя: только латинские буквы и цифры, без пробелов.")
	.min(3, "Имя пользователя: не короче 3 знаков.")
	.max(32, "Имя пользователя: не длиннее 32 знаков.")

export const LONGEST_PASSWORD = 256
export const TOO_LONG = `Пароль: не длиннее ${LONGEST_PASSWORD} знаков.`

/** No rules of composition: length is what counts. Whether everybody uses it is asked on the server, which has the list. */
export const newPassword = z
	.string({ error: "Придумайте пароль." })
	.min(8, "Пароль: не короче 8 знаков.")
	.max(LONGEST_PASSWORD, TOO_LONG)

export const email = z
	.string({ error: "Укажите адрес электронной почты." })
	.trim()
	.max(254, "Слишком длинный адрес электронной почты.")
	.pipe(z.email("Проверьте адрес электронной почты: он должен быть вида imya@example.ru."))

/** Digits of a Russian number without the country code, or null. */
function nationalNumber(text: string): string | null {
	if (!/^[\d\s()+.–-]+$/.test(text)) return null
	const digits = text.replace(/\D/g, "")
	if (digits.length === 11 && /^[78]/.test(digits)) return digits.slice(1)
	return digits.length === 10 ? digits : null
}

/** «+7 913 000-00-00», however it was typed. */
export const mobilePhone = required("Укажите мобильный телефон.").transform((text, context) => {
	const [, code, a, b, c] = /^(9\d\d)(\d{3})(\d\d)(\d\d)$/.exec(nationalNumber(text) ?? "") ?? []
	if (code) return `+7 ${code} ${a}-${b}-${c}`
	context.addIssue("Мобильный телефон: нужно 10 цифр после +7 или 8, например +7 913 000-00-00.")
	return z.NEVER
})

function checkWorkPhone(text: string, refuse: (message: string) => void): string {
	const [, number = "", extension] = /^(.*?)(?:,?\s*(?:доб\.?|вн\.?)\s*(\d{1,6}))?$/iu.exec(text) ?? []
	if (!nationalNumber(number))
		refuse("Рабочий телефон: нужен номер вместе с кодом населённого пункта, например 8 (38200) 0-00-00.")
	return extension ? `${number.trim()}, доб. ${extension}` : number.trim()
}

/** With the area code and perhaps an extension; kept as typed: how long a code is depends on the town. */
export const workPhone = required("Укажите рабочий телефон с кодом населённого пункта.").transform(
	(text, context) => checkWorkPhone(text, (message) => context.addIssue(message)),
)

/** The same for people who may leave it empty. */
export const workPhoneIfAny = z
	.string()
	.optional()
	.transform((text, context) =>
		text?.trim() ? checkWorkPhone(text.trim(), (message) => context.addIssue(message)) : "",
	)

export const consent = z.literal("on", {
	error: "Без согласия на обработку персональных данных зарегистрироваться нельзя: отметьте его.",
})

/** Where a person works, chosen from lists that depend on each other. Whether they fit is asked of the database. */
export const workplaceFields = {
	municipalityCode: required("Выберите муниципалитет."),
	organisationId: required("Выберите образовательную организацию."),
	positionCode: required("Выберите должность."),
	subjectId: optional,
}

/** The second spelling guards against a slip: a letter to a wrong address is never answered. */
export function sameEmails(
	{ email, emailAgain }: { email: string; emailAgain: string },
	context: { addIssue(issue: { code: "custom"; path: string[]; message: string }): void },
) {
	if (email.toLowerCase() !== emailAgain.toLowerCase())
		context.addIssue({
			code: "custom",
			path: ["emailAgain"],
			message: "Адреса электронной почты не совпадают: наберите адрес ещё раз.",
		})
}
