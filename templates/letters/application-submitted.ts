import { applicationLetter, noLaterThan, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

/** `dueOn`: the end of the 30-day term. */
export const applicationSubmitted = applicationLetter(
	{
		subject: () => "Заявление подано",
		paragraphs: (data) => [
			greeting(data),
			`${yours(data)} подано и передано муниципальному координатору.`,
			`Заявление рассмотрят${noLaterThan(data)}. О решении Вы получите письмо; делать ничего не нужно.`,
			"Заявление можно отозвать, пока по нему нет итогового заключения.",
			{ button: "Посмотреть статус заявления", url: data.url },
		],
	},
	{ dueOn: "2026-10-31" },
)
