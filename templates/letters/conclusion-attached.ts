import { applicationLetter } from "./application-data.ts"

/** To the teacher, who has already signed it on paper. */
export const conclusionAttached = applicationLetter(
	{
		subject: "Подписанное заключение прикреплено",
		body: `
{greeting}

К Вашему заявлению прикреплено итоговое заключение с Вашей подписью.

{#verdict}
Вывод специалистов: {verdict} требованиям к заявленной категории.
{/verdict}

Проверьте, что это тот документ, который Вы подписали. Если нет, сразу обратитесь к координатору: после решения комиссии исправить это нельзя. Больше ничего делать не нужно.

[Посмотреть заключение] {url}`,
	},
	{ sample: { verdict: "meets" } },
)
