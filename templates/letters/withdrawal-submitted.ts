import { applicationLetter } from "./application-data.ts"

/** To the teacher. `formedBy`: who did it for the teacher, role and name, nominative. */
export const withdrawalSubmitted = applicationLetter(
	{
		subject:
			"{#formedBy}За Вас подано заявление на отзыв{/formedBy}{^formedBy}Заявление на отзыв подано{/formedBy}",
		body: `
{greeting}

{#formedBy}
Заявление на отзыв подали не Вы, а другой участник: {formedBy}.
{/formedBy}
{^formedBy}
Вы подали заявление на отзыв.
{/formedBy}

Отзывается заявление на {category} квалификационную категорию по должности «{position}».

{#reason}
Причина отзыва:

> {reason}

{/reason}
{#formedBy}
Если Вы не согласны, сразу свяжитесь с муниципальным координатором, пока отзыв не зарегистрирован.
{/formedBy}
{^formedBy}
Муниципальный координатор рассмотрит отзыв и ответит письмом. Пока отзыв не зарегистрирован, Вы можете передумать: нажмите «Не отзывать».
{/formedBy}

[Открыть заявление на отзыв] {url}`,
	},
	{
		sample: {
			reason: "Перехожу на другую должность.",
			url: "https://attestation.example/teacher/withdrawal",
		},
		variants: { "Подал координатор": { formedBy: "школьный координатор Примерова Анна Ильинична" } },
		mandatory: ["formedBy"],
	},
)
