import { z } from "zod"
import { greeting, operatorAct, operatorActSample, operatorActTags, recipient, signed } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** An operator has looked at the person's pages to help. */
export const helped = defineLetter({
	schema: z.object({ ...recipient, ...signed, ...operatorAct }),
	tags: z.object(operatorActTags("Зачем оператор открыл страницы, его словами")),
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
		...operatorActSample,
		reason: "Не находит кнопку подачи заявления, звонила по телефону",
		url: "https://attestation.example/profile/access",
	},
})
