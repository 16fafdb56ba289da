import { applicationLetter } from "./application-data.ts"

/** To the teacher, who should sign it. `dueOn`: the last day for the signature. */
export const conclusionArrived = applicationLetter(
	{
		subject: "Получено итоговое заключение",
		body: `
{greeting}

Специалисты подготовили итоговое заключение по Вашей аттестации.{#verdict} Их вывод: {verdict} требованиям к заявленной категории.{/verdict}

Прочитайте его, подпишите последнюю страницу и прикрепите скан{#dueOn} не позднее {dueOn}{/dueOn}. Если Вы не согласны, напишите об этом в кабинете до подписи.

[Открыть заключение] {url}`,
	},
	{ sample: { verdict: "meets", dueOn: "2026-10-31" } },
)
