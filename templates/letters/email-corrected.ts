import { z } from "zod"
import { text } from "../form.ts"
import { greeting, operatorAct, operatorActSample, operatorActTags, recipient, signed } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Goes to the old address when an office enters another one: whoever reads it can still stop the change. */
export const emailCorrected = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		...operatorAct,
		oldEmail: z.string().min(1),
		newEmail: z.string().min(1),
	}),
	tags: z.object({
		...operatorActTags("Почему адрес исправлен, словами сотрудника"),
		oldEmail: text("Прежний адрес почты"),
		newEmail: text("Новый адрес почты"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Исправлен адрес электронной почты",
		body: `
{greeting}

В Вашей учётной записи исправлен адрес электронной почты: вместо {oldEmail} указан {newEmail}. Сделано {at} по томскому времени. Исправил сотрудник: {operator}.

Причина:

> {reason}

Новый адрес начнёт действовать, когда его подтвердят по ссылке из письма, отправленного на него. До этого все письма приходят на прежний адрес.

Если об этом просили Вы, откройте письмо на новом адресе и подтвердите его. Если не просили, отмените смену адреса в личном кабинете и сообщите в региональный центр.

[Открыть личный кабинет] {url}`,
	},
	mandatory: ["operator", "reason", "at", "oldEmail", "newEmail"],
	sample: {
		...operatorActSample,
		reason: "При регистрации пропущена буква, просьба по телефону",
		oldEmail: "before@attestation.example",
		newEmail: "after@attestation.example",
		url: "https://attestation.example/profile",
	},
})
