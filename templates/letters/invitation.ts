import { z } from "zod"
import { signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** The inviter's own words come first. The link works once, until `expiresAt`. */
export const invitation = defineLetter({
	secret: true,
	schema: z.object({
		...signed,
		inviterName: z.string().min(1),
		/** The role, nominative: «специалист по аттестации». */
		roleText: z.string().min(1),
		/** The fields «Тема письма» and «Сообщение», as the inviter typed them. */
		subject: z.string(),
		message: z.string(),
		url,
		/** When the link expires: «2 октября 2026 г., 09:00». */
		expiresAt: z.string().min(1),
	}),
	subject: ({ subject }) => subject.trim() || "Приглашение в систему «Аттестация»",
	paragraphs: ({ inviterName, roleText, message, url, expiresAt }) => [
		"Здравствуйте!",
		`${inviterName} приглашает Вас в электронную систему «Аттестация». Ваша роль: ${roleText}.`,
		message.trim() !== "" && { quote: message.trim() },
		"Откройте ссылку и зарегистрируйтесь. Если у Вас уже есть учётная запись, сначала войдите в неё: новая роль добавится к прежним.",
		{ button: "Принять приглашение", url },
		`Ссылка действует до ${expiresAt} по томскому времени и срабатывает один раз. Если срок прошёл, попросите прислать приглашение повторно: ${inviterName}.`,
		"Если Вы не ждали этого приглашения, ничего не делайте.",
	],
	sample: {
		inviterName: "Примеров Пётр Ильич",
		roleText: "специалист по аттестации",
		subject: "Приглашение в систему «Аттестация»",
		message: "Приглашаю Вас к работе специалистом по аттестации в 2026/2027 учебном году.",
		url: "https://attestation.example/invite/sample",
		expiresAt: "2 октября 2026 г., 09:00",
		contact: "к тому, кто Вас пригласил: Примеров Пётр Ильич, телефон (3822) 00-00-00",
	},
})
