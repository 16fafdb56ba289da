import { applicationLetter } from "./application-data.ts"

/** `because` is the phrase of the chosen reason; `reason` the coordinator's own words. */
export const applicationRejected = applicationLetter(
	{
		subject: "Заявление отклонено",
		body: `
{greeting}

{yourApplication} отклонено{#because} {because}{/because}.

{#reason}
Координатор пояснил:

> {reason}

{/reason}
Исправьте заявление, сформируйте его заново и подайте ещё раз. Всё, что Вы заполнили, сохранено. Подать его можно в любой день: чем раньше, тем ближе период аттестации.

[Исправить заявление] {url}`,
	},
	{
		sample: {
			because: "в связи с отсутствием подписи",
			reason: "Подпись не видна на второй странице скана.",
		},
		mandatory: ["because", "reason"],
	},
)
