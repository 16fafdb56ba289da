import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** A person who may give a role has ended it. */
export const roleEnded = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		/** «Специалист по аттестации» */
		role: z.string().min(1),
		/** The last day, in words. */
		until: z.string().min(1),
		reason: z.string().min(1),
		/** Who ended it: full name, nominative. */
		endedBy: z.string().min(1),
	}),
	tags: z.object({
		...greetingTag,
		role: text("Название роли: «Специалист по аттестации»"),
		until: text("Последний день роли"),
		reason: text("Почему роль прекращена, словами того, кто это сделал"),
		endedBy: text("Кто прекратил роль: фамилия, имя и отчество"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Роль в системе прекращена",
		body: `
{greeting}

Ваша роль «{role}» в системе «Аттестация» прекращена. Её последний день — {until}

Причина:

> {reason}

Это сделал другой пользователь: {endedBy}. Вашу незаконченную работу увидят те, кому она передана; Вам делать ничего не нужно.

Ваши другие роли, заявления и личный кабинет остаются. Если это ошибка, сразу обратитесь к тому, кто Вас приглашал.`,
	},
	mandatory: ["role", "until", "reason", "endedBy"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		role: "Специалист по аттестации",
		until: "8 октября 2026 г.",
		reason: "Переход на другую работу",
		endedBy: "Примеров Пётр Ильич",
	},
})
