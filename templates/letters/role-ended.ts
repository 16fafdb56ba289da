import { z } from "zod"
import { greeting, recipient, signed } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Somebody who may give a role has ended it. */
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
	subject: () => "Роль в системе прекращена",
	paragraphs: (data) => [
		greeting(data),
		`Ваша роль «${data.role}» в системе «Аттестация» прекращена. Её последний день — ${data.until}`,
		`Причина: ${data.reason}`,
		`Это сделал другой пользователь: ${data.endedBy}. Вашу открытую работу увидят те, кому она передана.`,
		"Ваши другие роли, заявления и личный кабинет остаются. Если это ошибка, обратитесь к тому, кто Вас приглашал.",
	],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		role: "Специалист по аттестации",
		until: "8 октября 2026 г.",
		reason: "Переход на другую работу",
		endedBy: "Примеров Пётр Ильич",
	},
})
