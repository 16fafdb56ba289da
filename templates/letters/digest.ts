import { z } from "zod"
import { counted, longDate } from "#app/utils/russian.ts"
import { text } from "../form.ts"
import { civilDate, greeting, greetingTag, recipient, signed, url, urlTag } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** One letter a day with everything that the person would otherwise get in separate letters. */
export const digest = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		day: civilDate,
		/** One line for each matter, with the page where it is done. */
		lines: z.array(z.object({ text: z.string().min(1), url })).min(1),
		/** The page where the person chooses how letters arrive. */
		choiceUrl: url,
		url,
	}),
	tags: z.object({
		...greetingTag,
		...urlTag,
		day: text("Сегодня: «9 сентября 2026 г.»"),
		matters: text("Сколько дел: «2 дела»"),
		lines: z
			.array(
				z.object({
					number: text("Номер дела по порядку"),
					words: text("Какое это дело"),
					page: text("Адрес страницы, где его делают"),
				}),
			)
			.describe("Дела, по одному в абзаце"),
		choiceUrl: text("Адрес страницы, где выбирают, как приходят письма"),
	}),
	values: ({ lines, day, choiceUrl, url, ...data }) => ({
		greeting: greeting(data),
		url,
		day: longDate(day),
		matters: counted(lines.length, ["дело", "дела", "дел"]),
		lines: lines.map(({ text: words, url: page }, index) => ({ number: String(index + 1), words, page })),
		choiceUrl,
	}),
	words: {
		subject: "Что ждёт Вас {day}: {matters}",
		body: `
{greeting}

Вот что ждёт Вас в системе «Аттестация»:

{#lines}
{number}. {words}.
{page}

{/lines}

[Открыть личный кабинет] {url}

Вы выбрали одно письмо в день. Чтобы получать письма сразу, измените это в личном кабинете: {choiceUrl}`,
	},
	mandatory: ["lines", "choiceUrl"],
	sample: {
		recipientName: "Пётр Ильич",
		recipientSex: "m",
		day: "2026-09-09",
		lines: [
			{
				text: "Ждут регистрации: 3 заявления. Сделать не позднее 11 сентября 2026 года",
				url: "https://attestation.example/municipality/registration",
			},
			{
				text: "Период закрывается: октябрь-ноябрь 2026. Сделать не позднее 12 сентября 2026 года",
				url: "https://attestation.example/municipality/scheduling",
			},
		],
		choiceUrl: "https://attestation.example/profile/reminders",
		url: "https://attestation.example/municipality",
		centreName: "Центр аттестации",
	},
	unsubscribable: true,
})
