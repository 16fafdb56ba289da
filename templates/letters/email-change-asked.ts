import { z } from "zod"
import { greeting, recipient, signed, url } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** Goes to the old address as soon as a new one is asked for: whoever reads it can still stop the change. */
export const emailChangeAsked = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		oldEmail: z.string().min(1),
		newEmail: z.string().min(1),
		/** Where the owner can take the change back: the profile. */
		url,
	}),
	subject: () => "Запрошена смена адреса электронной почты",
	paragraphs: (data) => [
		greeting(data),
		`Для Вашей учётной записи попросили сменить адрес электронной почты: вместо ${data.oldEmail} указан ${data.newEmail}.`,
		"Новый адрес начнёт действовать, когда его подтвердят по ссылке из письма. До этого все письма приходят на прежний адрес.",
		"Если Вы об этом не просили, отмените смену адреса в личном кабинете и сбросьте пароль.",
		{ button: "Открыть личный кабинет", url: data.url },
	],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		oldEmail: "before@attestation.example",
		newEmail: "after@attestation.example",
		url: "https://attestation.example/profile",
	},
})
