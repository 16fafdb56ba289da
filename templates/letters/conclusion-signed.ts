import { applicationLetter, named, noLaterThan } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To coordinators. */
export const conclusionSigned = applicationLetter(
	{
		subject: (data) => named("Заключение подписано", data),
		paragraphs: (data) => [
			greeting(data),
			`${data.teacherName}, ${data.position}: педагог прикрепил подписанное итоговое заключение.`,
			`Проверьте, что все страницы и все подписи на месте, и отметьте вывод${noLaterThan(data)}.`,
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{
		audience: "coordinators",
		recipientName: null,
		url: "https://attestation.example/municipality/attestation",
	},
)
