import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** An operator has looked at somebody's pages to help. */
export const helped = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** Full name, nominative. */
		operator: z.string().min(1),
		reason: z.string().min(1),
		at: z.string().min(1),
		/** Who looked at the own data. */
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		operator: text("Фамилия, имя и отчество оператора"),
		reason: text("Зачем оператор открыл страницы, его словами"),
		at: text("Когда это было"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Оператор открыл Ваши страницы, чтобы помочь",
		body: `
{greeting}

Оператор {operator} открыл Ваши страницы в системе «Аттестация»: {at} по томскому времени.

Причина:

> {reason}

Изменить Ваши данные или отправить что-нибудь от Вашего имени оператор при этом не может. Если о помощи просили Вы, делать ничего не нужно.

[Кто смотрел мои данные] {url}

Если Вы не просили о помощи, сообщите об этом в региональный центр.`,
	},
	mandatory: ["operator", "reason", "at"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		operator: "Примеров Пётр Ильич",
		reason: "Не находит кнопку подачи заявления, звонила по телефону",
		at: "8 октября 2026 г., 09:00",
		url: "https://attestation.example/profile/access",
	},
})
