import { applicationLetter } from "./application-data.ts"

/** To coordinators; `dueOn`: the end of the 30-day term. */
export const applicationArrived = applicationLetter(
	{
		subject: "Новое заявление: {teacherName}",
		body: `
{greeting}

Поступило {application}.

Зарегистрируйте или отклоните его{#dueOn} не позднее {dueOn}{/dueOn}.

[Открыть заявление] {url}`,
	},
	{
		sample: {
			audience: "coordinators",
			recipientName: null,
			dueOn: "2026-10-31",
			url: "https://attestation.example/municipality/registration",
		},
	},
)
