import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Somebody has signed in from a device or an address that the account did not know. */
export const newSignIn = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** «Chrome, Windows» */
		device: z.string().min(1),
		address: z.string().min(1),
		at: z.string().min(1),
		/** The list of the own sessions. */
		url,
	}),
	subject: () => "Вход с нового устройства",
	paragraphs: (data) => [
		greeting(data),
		`В Вашу учётную запись вошли с нового устройства: ${data.device}, адрес в сети ${data.address}, ${data.at} по томскому времени.`,
		"Если это были Вы, ничего не делайте.",
		"Если это были не Вы, завершите чужой сеанс и сбросьте пароль на странице входа.",
		{ button: "Посмотреть мои сеансы", url: data.url },
	],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		device: "Chrome, Windows",
		address: "192.0.2.17",
		at: "8 октября 2026 г., 09:00",
		url: "https://attestation.example/profile/sessions",
	},
})
