import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
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
	subject: () => "Оператор открыл Ваши страницы, чтобы помочь",
	paragraphs: (data) => [
		greeting(data),
		`Оператор ${data.operator} открыл Ваши страницы в системе «Аттестация»: ${data.at} по томскому времени.`,
		`Причина: ${data.reason}`,
		"Изменить Ваши данные или отправить что-нибудь от Вашего имени оператор при этом не может.",
		{ button: "Кто смотрел мои данные", url: data.url },
		"Если Вы не просили о помощи, сообщите об этом в региональный центр.",
	],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		operator: "Примеров Пётр Ильич",
		reason: "Не находит кнопку подачи заявления, звонила по телефону",
		at: "8 октября 2026 г., 09:00",
		url: "https://attestation.example/profile/access",
	},
})
