import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

export const passwordReset = defineLetter({
	secret: true,
	schema: z.object({
		...recipient,
		...signed,
		username: z.string().min(1),
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		username: text("Имя для входа"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Сброс пароля",
		body: `
{greeting}

Для учётной записи «{username}» попросили сбросить пароль. Чтобы задать новый пароль, откройте ссылку в течение часа.

[Задать новый пароль] {url}

Ссылка срабатывает один раз. После смены пароля вход на других устройствах завершится.

Если Вы не просили об этом, ничего не делайте: прежний пароль остаётся в силе.`,
	},
	mandatory: ["username"],
	sample: {
		recipientName: "Пётр Ильич",
		recipientSex: "m",
		username: "primerov",
		url: "https://attestation.example/password/reset/sample",
	},
})
