import { applicationLetter } from "./application-data.ts"

/** `dueOn`: the end of the 30-day term. `formedBy`: who filed it for the teacher. */
export const applicationSubmitted = applicationLetter(
	{
		subject: "Заявление подано",
		body: `
{greeting}

{yourApplication} подано и передано муниципальному координатору.{#formedBy} За Вас его подал(а) {formedBy}. Если Вы об этом не просили, сразу свяжитесь с координатором.{/formedBy}

Заявление рассмотрят{#dueOn} не позднее {dueOn}{/dueOn}. О решении Вы получите письмо; делать ничего не нужно.

Заявление можно отозвать, пока по нему нет итогового заключения.

[Посмотреть статус заявления] {url}`,
	},
	{
		sample: { dueOn: "2026-10-31" },
		variants: { "Подал координатор": { formedBy: "координатор Примерова Анна Ильинична" } },
	},
)
