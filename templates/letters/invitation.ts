import { z } from "zod"
import { maybe, text } from "../form.ts"
import { signed, url, urlTag } from "./common.ts"
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
	tags: z.object({
		...urlTag,
		inviterName: text("Фамилия, имя и отчество того, кто приглашает"),
		roleText: text("Роль: «специалист по аттестации»"),
		subject: maybe(text("Тема, которую написал тот, кто приглашает")),
		message: maybe(text("Сообщение того, кто приглашает")),
		expiresAt: text("До какого времени действует ссылка"),
	}),
	values: (data) => ({
		...data,
		subject: data.subject.trim() || null,
		message: data.message.trim() || null,
	}),
	words: {
		subject: "{#subject}{subject}{/subject}{^subject}Приглашение в систему «Аттестация»{/subject}",
		body: `
Здравствуйте!

{inviterName} приглашает Вас в электронную систему «Аттестация». Ваша роль: {roleText}.

{#message}
> {message}
{/message}

Откройте ссылку и зарегистрируйтесь до {expiresAt} по томскому времени. Если у Вас уже есть учётная запись, сначала войдите в неё: новая роль добавится к прежним.

[Принять приглашение] {url}

Ссылка срабатывает один раз. Если срок прошёл, попросите прислать приглашение снова: {inviterName}.

Если Вы не ждали этого приглашения, ничего не делайте.`,
	},
	mandatory: ["inviterName", "roleText", "message", "expiresAt"],
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
