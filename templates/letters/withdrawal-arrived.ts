import { applicationLetter } from "./application-data.ts"

/** To coordinators. */
export const withdrawalArrived = applicationLetter(
	{
		subject: "Заявление на отзыв: {teacherName}",
		body: `
{greeting}

Педагог отзывает заявление: {teacherName}, должность «{position}».

{#reason}
Причина отзыва:

> {reason}

{/reason}
Зарегистрируйте или отклоните отзыв как можно скорее: пока он не рассмотрен, заявление нельзя включить в график.

[Открыть заявления на отзыв] {url}`,
	},
	{
		sample: {
			audience: "coordinators",
			recipientName: null,
			reason: "Перехожу на другую должность.",
			url: "https://attestation.example/municipality/withdrawals",
		},
		mandatory: ["teacherName"],
	},
)
