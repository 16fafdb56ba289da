import { applicationLetter } from "./application-data.ts"

/** `dueOn`: the end of the 30-day term. */
export const applicationSubmitted = applicationLetter(
	{
		subject: "Заявление подано",
		body: `
{greeting}

{yourApplication} подано и передано муниципальному координатору.

Заявление рассмотрят{#dueOn} не позднее {dueOn}{/dueOn}. О решении Вы получите письмо; делать ничего не нужно.

Заявление можно отозвать, пока по нему нет итогового заключения.

[Посмотреть статус заявления] {url}`,
	},
	{ sample: { dueOn: "2026-10-31" } },
)
