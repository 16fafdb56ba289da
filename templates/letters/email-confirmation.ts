import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Sent at registration and after a change of the address. */
export const emailConfirmation = defineLetter({
	secret: true,
	schema: z.object({
		...recipient,
		...signed,
		url,
		/** When the link expires, in words, if it does. */
		expiresAt: z.string().nullish(),
	}),
	subject: () => "Подтвердите адрес электронной почты",
	paragraphs: (data) => [
		greeting(data),
		"Этот адрес указан в системе «Аттестация». Подтвердите его, чтобы получать письма о ходе аттестации.",
		{ button: "Подтвердить адрес", url: data.url },
		data.expiresAt ? `Ссылка действует до ${data.expiresAt} по томскому времени.` : null,
		"Если Вы не регистрировались в системе, ничего не делайте: адрес останется неподтверждённым.",
	],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		url: "https://attestation.example/email/confirm/sample",
		expiresAt: "8 октября 2026 г., 09:00",
	},
})
