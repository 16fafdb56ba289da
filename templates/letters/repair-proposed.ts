import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** To the operators who may confirm a move by hand. Nothing changes until one of them answers. */
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
	tags: z.object({
		...greetingTag,
		...urlTag,
		noun: text("Что переводят: «Заявление»"),
		title: text("Чьё оно или как называется"),
		from: text("Состояние сейчас"),
		to: text("Состояние, в которое предложено перевести"),
		reason: text("Почему, словами того, кто предложил"),
		proposedBy: text("Кто предложил: фамилия, имя и отчество"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Перевод вручную ждёт подтверждения: {title}",
		body: `
{greeting}

{noun}: {title}. Предложено исправить состояние вручную: было «{from}», станет «{to}». Предложил оператор {proposedBy}.

Причина:

> {reason}

Подтвердите предложение или отклоните его и напишите почему. До этого ничего не изменится.

[Рассмотреть предложение] {url}`,
	},
	mandatory: ["title", "from", "to", "reason", "proposedBy"],
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
