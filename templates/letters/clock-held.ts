import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"
import { WHOM_TO_ASK } from "./reminders/reminder.ts"

/** To operators: the server's time has jumped, and everything that cannot be undone waits for their answer. */
export const clockHeld = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** «1 октября 2026 г., 09:00»: the server's time now, and when the system last checked it. */
		now: z.string().min(1),
		before: z.string().min(1),
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		now: text("Время на сервере сейчас"),
		before: text("Время, которое система видела в прошлый раз"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Проверьте время на сервере: сроки приостановлены",
		body: `
{greeting}

Система увидела на сервере время {now} (томское), а в прошлый раз было {before}. Между ними больше суток: либо сервер был выключен, либо время на нём сбилось.

Пока Вы не подтвердите время, периоды не закрываются, приглашения не истекают, напоминания не отправляются. Всё остальное работает, поэтому проверьте время сегодня.

Если время верное, нажмите «Время верное» на странице сроков. Если нет, попросите администратора исправить часы. Когда время исправят, система узнает его сама и продолжит работу; подтвердите его, только если сервер при этом был выключен больше суток.

[Открыть страницу сроков] {url}`,
	},
	mandatory: ["now", "before"],
	sample: {
		recipientName: "Ольга Павловна",
		recipientSex: "f",
		now: "8 октября 2026 г., 09:00",
		before: "1 октября 2026 г., 08:59",
		contact: WHOM_TO_ASK.operator,
		url: "https://attestation.example/operator/deadlines",
	},
})
