import { applicationLetter } from "./application-data.ts"

/** To the teacher, when a coordinator has formed a withdrawal for them: there is still time to object. */
export const withdrawalFormed = applicationLetter(
	{
		subject: "За Вас готовят отзыв Вашего заявления",
		body: `
{greeting}

За Вас сформировано заявление на отзыв, {#formedBy}его подпишет и подаст {formedBy}{/formedBy}{^formedBy}его подпишет и подаст координатор{/formedBy}. Отзывается заявление на {category} квалификационную категорию по должности «{position}».

{#reason}
Причина отзыва:

> {reason}

{/reason}
Пока отзыв не зарегистрирован, Ваше заявление остаётся в силе. Если Вы согласны, делать ничего не нужно. Если не согласны, сегодня же свяжитесь с тем, кто готовит отзыв, или с муниципальным координатором.

[Открыть заявление на отзыв] {url}`,
	},
	{
		sample: {
			formedBy: "координатор Примерова Анна Ильинична",
			reason: "Перехожу на другую должность.",
			url: "https://attestation.example/teacher/withdrawal",
		},
		mandatory: ["formedBy"],
	},
)
