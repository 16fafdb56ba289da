import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** An operator has turned off the second step of signing in: whoever did not ask for it must act at once. */
export const secondFactorReset = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** Full name, nominative. */
		operator: z.string().min(1),
		reason: z.string().min(1),
		at: z.string().min(1),
		/** Where the owner sets it up again. */
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		operator: text("Фамилия, имя и отчество оператора"),
		reason: text("Почему второй шаг отключён, словами оператора"),
		at: text("Когда это было"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Второй шаг входа отключён",
		body: `
{greeting}

Второй шаг входа в Вашу учётную запись отключён: {at} по томскому времени. Это сделал оператор: {operator}. Теперь для входа достаточно пароля, резервные коды больше не действуют.

Причина:

> {reason}

Если об этом просили Вы, войдите и сегодня же включите второй шаг снова.

[Включить второй шаг входа] {url}

Если Вы об этом не просили, сразу сбросьте пароль на странице входа и сообщите в региональный центр.`,
	},
	mandatory: ["operator", "reason", "at"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		operator: "Примеров Пётр Ильич",
		reason: "Потерян телефон, коды не сохранились",
		at: "8 октября 2026 г., 09:00",
		url: "https://attestation.example/profile/second-factor",
	},
})
