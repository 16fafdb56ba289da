import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Sent to the old address as soon as a new one is requested, so that its owner can still stop the change. */
export const emailChangeAsked = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		oldEmail: z.string().min(1),
		newEmail: z.string().min(1),
		/** The profile, where the owner can cancel the change. */
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		oldEmail: text("Прежний адрес почты"),
		newEmail: text("Новый адрес почты"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Запрошена смена адреса электронной почты",
		body: `
{greeting}

Для Вашей учётной записи попросили сменить адрес электронной почты: вместо {oldEmail} указан {newEmail}.

Новый адрес начнёт действовать, когда его подтвердят по ссылке из письма. До этого все письма приходят на прежний адрес.

Если об этом просили Вы, делать здесь ничего не нужно. Если не Вы, сразу отмените смену адреса в личном кабинете и сбросьте пароль.

[Открыть личный кабинет] {url}`,
	},
	mandatory: ["oldEmail", "newEmail"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		oldEmail: "before@attestation.example",
		newEmail: "after@attestation.example",
		url: "https://attestation.example/profile",
	},
})
