import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

export const passwordReset = defineLetter({
	secret: true,
	schema: z.object({
		...recipient,
		...signed,
		username: z.string().min(1),
		url,
	}),
	subject: () => "Сброс пароля",
	paragraphs: (data) => [
		greeting(data),
		`Для учётной записи «${data.username}» попросили сбросить пароль. Чтобы задать новый пароль, откройте ссылку.`,
		{ button: "Задать новый пароль", url: data.url },
		"Ссылка действует один час и срабатывает один раз. После смены пароля вход на других устройствах завершится.",
		"Если Вы не просили об этом, ничего не делайте: прежний пароль остаётся в силе.",
	],
	sample: {
		recipientName: "Пётр Ильич",
		recipientSex: "m",
		username: "primerov",
		url: "https://attestation.example/password/reset/sample",
	},
})
