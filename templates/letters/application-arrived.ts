import { applicationLetter, named, noLaterThan, theirs } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To coordinators; `dueOn`: the end of the 30-day term. */
export const applicationArrived = applicationLetter(
	{
		subject: (data) => named("Новое заявление", data),
		paragraphs: (data) => [
			greeting(data),
			`Поступило ${theirs(data)}.`,
			`Зарегистрируйте или отклоните его${noLaterThan(data)}.`,
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{
		audience: "coordinators",
		recipientName: null,
		dueOn: "2026-10-31",
		url: "https://attestation.example/municipality/registration",
	},
)
