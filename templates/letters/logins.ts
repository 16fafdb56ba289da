import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** The logins of a confirmed address, for a person who has forgotten theirs. */
export const logins = defineLetter({
	schema: z.object({ ...recipient, ...signed, logins: z.array(z.string().min(1)).min(1), url }),
	tags: z.object({
		...greetingTag,
		...urlTag,
		logins: z
			.array(z.object({ login: text("Имя для входа") }))
			.describe("Имена для входа этого адреса, по одному в строке"),
	}),
	values: (data) => ({
		greeting: greeting(data),
		url: data.url,
		logins: data.logins.map((login) => ({ login })),
	}),
	words: {
		subject: "Ваше имя для входа",
		body: `
{greeting}

На странице входа попросили напомнить имя пользователя. С этим адресом почты в системе зарегистрированы:

{#logins}
{login}
{/logins}

[Войти] {url}

Если Вы не помните пароль, нажмите на той же странице «Забыли пароль?».

Если Вы не просили об этом, ничего не делайте.`,
	},
	mandatory: ["logins"],
	sample: {
		recipientName: "Пётр Ильич",
		recipientSex: "m",
		logins: ["primerov"],
		url: "https://attestation.example/login",
	},
	variants: {
		"Несколько учётных записей": {
			logins: ["primerov", "school901"],
			recipientName: null,
			recipientSex: null,
			url: "https://attestation.example/login",
		},
	},
})
