import { applicationLetter } from "./application-data.ts"

/** To coordinators. `dueOn`: the last day for the conclusion to reach the centre. */
export const conclusionSigned = applicationLetter(
	{
		subject: "Заключение подписано: {teacherName}",
		body: `
{greeting}

{teacherName}, {position}: педагог прикрепил подписанное итоговое заключение.

Проверьте, что все страницы и все подписи на месте, и отметьте вывод{#dueOn} не позднее {dueOn}{/dueOn}.

[Открыть заявление] {url}`,
	},
	{
		sample: {
			audience: "coordinators",
			recipientName: null,
			dueOn: "2026-11-15",
			url: "https://attestation.example/municipality/attestation",
		},
		mandatory: ["teacherName"],
	},
)
