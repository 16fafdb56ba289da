import { applicationLetter } from "./application-data.ts"

/** To the teacher. `reason`: why it was not signed. */
export const conclusionUnsigned = applicationLetter(
	{
		subject: "Заключение передано без Вашей подписи",
		body: `
{greeting}

Итоговое заключение по Вашей аттестации передано в аттестационную комиссию без Вашей подписи.

{#reason}
Что записано в повестке заседания:

> {reason}

{/reason}
Решение примет комиссия. О её решении Вы получите письмо. Ваши замечания, если Вы их написали, сохранены в заявлении. Делать ничего не нужно.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { reason: "Педагог не ответил на письма и звонки." }, mandatory: ["reason"] },
)
