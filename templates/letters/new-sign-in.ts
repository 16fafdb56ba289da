import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Somebody has signed in from a new device or address. */
export const newSignIn = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** «Chrome, Windows» */
		device: z.string().min(1),
		address: z.string().min(1),
		at: z.string().min(1),
		/** The list of the person's own sessions. */
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		device: text("Устройство: «Chrome, Windows»"),
		address: text("Адрес в сети, с которого вошли"),
		at: text("Когда вошли"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Вход с нового устройства",
		body: `
{greeting}

В Вашу учётную запись вошли с нового устройства: {device}, адрес в сети {address}, {at} по томскому времени.

Если это были Вы, ничего не делайте.

Если это были не Вы, сразу завершите чужой сеанс и сбросьте пароль на странице входа.

[Посмотреть мои сеансы] {url}`,
	},
	mandatory: ["device", "address", "at"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		device: "Chrome, Windows",
		address: "192.0.2.17",
		at: "8 октября 2026 г., 09:00",
		url: "https://attestation.example/profile/sessions",
	},
})
