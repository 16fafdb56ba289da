import { z } from "zod"
import { maybe, text } from "../form.ts"
import { greeting, greetingTag, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Sent to both addresses, so that the owner notices if somebody else takes over the account. */
export const emailChanged = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		oldEmail: z.string().min(1),
		newEmail: z.string().min(1),
		/** Who changed it, if not the owner: full name, nominative. */
		changedBy: z.string().nullish(),
		/** The profile, where the owner sees the new address. */
		url: url.nullish(),
	}),
	tags: z.object({
		...greetingTag,
		url: maybe(text("Адрес страницы, которую открывает кнопка: [Слова на кнопке] {url}")),
		oldEmail: text("Прежний адрес почты"),
		newEmail: text("Новый адрес почты"),
		changedBy: maybe(text("Кто изменил адрес, если не владелец: фамилия, имя и отчество")),
	}),
	values: (data) => ({
		...data,
		greeting: greeting(data),
		url: data.url || null,
		changedBy: data.changedBy || null,
	}),
	words: {
		subject: "Изменён адрес электронной почты",
		body: `
{greeting}

Адрес электронной почты Вашей учётной записи изменён: вместо {oldEmail} теперь {newEmail}.

{#changedBy}
Адрес изменил другой пользователь: {changedBy}.
{/changedBy}

Письма о ходе аттестации приходят теперь на новый адрес.

{#url}
[Открыть личный кабинет] {url}
{/url}

Если Вы об этом не просили, сразу сообщите координатору.`,
	},
	mandatory: ["oldEmail", "newEmail", "changedBy"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		oldEmail: "before@attestation.example",
		newEmail: "after@attestation.example",
		changedBy: "Примеров Пётр Ильич",
		url: "https://attestation.example/profile",
	},
})
