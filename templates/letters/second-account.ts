import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Somebody who seems to be the owner of this account has registered once more. */
export const secondAccount = defineLetter({
	schema: z.object({ ...recipient, ...signed, username: z.string().min(1), at: z.string().min(1), url }),
	tags: z.object({
		...greetingTag,
		...urlTag,
		username: text("Имя для входа прежней учётной записи"),
		at: text("Когда зарегистрировались ещё раз"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "У Вас уже есть учётная запись",
		body: `
{greeting}

{at} в системе «Аттестация» зарегистрировался человек с Вашей почтой или с Вашими именем, телефоном и организацией. У Вас уже есть учётная запись, имя для входа: {username}

Если это были Вы, пользуйтесь прежней: в ней Ваши заявления и документы. Новую объединит с ней оператор, обратитесь к нему.

[Войти] {url}

Если не помните пароль, нажмите на странице входа «Забыли пароль?».

Если это были не Вы, ничего не делайте: в Вашу учётную запись никто не вошёл.`,
	},
	mandatory: ["username"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		username: "primerova",
		at: "8 октября 2026 г., 09:00",
		url: "https://attestation.example/login",
	},
})
