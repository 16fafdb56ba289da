import { applicationLetter } from "./application-data.ts"

export const withdrawalRejected = applicationLetter(
	{
		subject: "Заявление на отзыв отклонено",
		body: `
{greeting}

Ваше заявление на отзыв отклонено.

{#reason}
Причина:

> {reason}

{/reason}
{yourApplication} остаётся в силе. Если Вы всё же хотите его отозвать, исправьте заявление на отзыв и подайте снова: это можно сделать, пока нет итогового заключения.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { reason: "На скане нет подписи." }, mandatory: ["reason"] },
)
