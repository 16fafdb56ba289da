import { z } from "zod"
import { maybe, text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
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
	tags: z.object({
		...greetingTag,
		...urlTag,
		expiresAt: maybe(text("До какого времени действует ссылка")),
	}),
	values: (data) => ({ greeting: greeting(data), url: data.url, expiresAt: data.expiresAt || null }),
	words: {
		subject: "Подтвердите адрес электронной почты",
		body: `
{greeting}

Этот адрес указан в системе «Аттестация». Подтвердите его, чтобы получать письма о ходе аттестации.

[Подтвердить адрес] {url}

{#expiresAt}
Ссылка действует до {expiresAt} по томскому времени.
{/expiresAt}

Если Вы не регистрировались в системе, ничего не делайте: адрес останется неподтверждённым.`,
	},
	mandatory: ["expiresAt"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		url: "https://attestation.example/email/confirm/sample",
		expiresAt: "8 октября 2026 г., 09:00",
	},
})
