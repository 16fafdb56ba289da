import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Goes to both addresses, so that the owner notices if somebody else takes over the account. */
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
	subject: () => "Изменён адрес электронной почты",
	paragraphs: (data) => [
		greeting(data),
		`Адрес электронной почты Вашей учётной записи изменён: вместо ${data.oldEmail} теперь ${data.newEmail}.`,
		data.changedBy ? `Адрес изменил другой пользователь: ${data.changedBy}.` : null,
		"Письма о ходе аттестации приходят теперь на новый адрес.",
		data.url ? { button: "Открыть личный кабинет", url: data.url } : null,
		"Если Вы об этом не просили, сразу сообщите координатору.",
	],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		oldEmail: "before@attestation.example",
		newEmail: "after@attestation.example",
		changedBy: "Примеров Пётр Ильич",
		url: "https://attestation.example/profile",
	},
})
