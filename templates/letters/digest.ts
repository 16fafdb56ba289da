import { z } from "zod"
import { counted, longDate } from "#app/utils/russian.ts"
import { civilDate, greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** One letter a day with everything that a person would otherwise get in letters of its own. */
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
	subject: ({ lines, day }) =>
		`Что ждёт Вас ${longDate(day)}: ${counted(lines.length, ["дело", "дела", "дел"])}`,
	paragraphs: ({ lines, choiceUrl, ...data }) => [
		greeting(data),
		"Вот что ждёт Вас в системе «Аттестация»:",
		...lines.map(({ text, url: page }, index) => `${index + 1}. ${text}.\n${page}`),
		{ button: "Открыть личный кабинет", url: data.url },
		`Вы выбрали одно письмо в день. Чтобы получать письма сразу, измените это в личном кабинете: ${choiceUrl}`,
	],
	sample: {
		recipientName: "Пётр Ильич",
		recipientSex: "m",
		day: "2026-09-09",
		lines: [
			{ text: "Ждут регистрации: 3 заявления", url: "https://attestation.example/municipality/registration" },
			{
				text: "Период закрывается: октябрь-ноябрь 2026",
				url: "https://attestation.example/municipality/scheduling",
			},
		],
		choiceUrl: "https://attestation.example/profile/reminders",
		url: "https://attestation.example/municipality",
		centreName: "Центр аттестации",
	},
	unsubscribable: true,
})
