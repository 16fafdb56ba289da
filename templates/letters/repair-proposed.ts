import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** To the operators who may confirm a move by hand. Until one of them answers, nothing changes. */
export const repairProposed = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** «Заявление» */
		noun: z.string().min(1),
		/** The subject's name as its page shows it: a person's name or an address. */
		title: z.string().min(1),
		/** Short words of the states. */
		from: z.string().min(1),
		to: z.string().min(1),
		reason: z.string().min(1),
		/** Full name, nominative. */
		proposedBy: z.string().min(1),
		url,
	}),
	subject: ({ title }) => `Перевод вручную ждёт подтверждения: ${title}`,
	paragraphs: (data) => [
		greeting(data),
		`${data.noun}: ${data.title}. Предложено перевести вручную из состояния «${data.from}» в состояние «${data.to}». Предложение внёс оператор: ${data.proposedBy}.`,
		"Причина:",
		{ quote: data.reason },
		"Пока другой оператор не подтвердит предложение, ничего не изменится. Если Вы не согласны, отклоните его и напишите почему.",
		{ button: "Рассмотреть предложение", url: data.url },
	],
	sample: {
		recipientName: "Ольга Павловна",
		recipientSex: "f",
		noun: "Заявление",
		title: "Примерова Мария Ивановна",
		from: "Зарегистрировано",
		to: "Подано",
		reason: "Зарегистрировано по ошибке: заявление другого педагога.",
		proposedBy: "Операторов Олег Петрович",
		url: "https://attestation.example/operator/repair/application/sample",
	},
})
