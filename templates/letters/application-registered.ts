import { applicationLetter } from "./application-data.ts"

export const applicationRegistered = applicationLetter(
	{
		subject: "Заявление зарегистрировано",
		body: `
{greeting}

{yourApplication} зарегистрировано{#journalNumber} под номером {journalNumber}{/journalNumber}.

{#simplified}
Сейчас делать ничего не нужно. При упрощённой форме период и специалисты не назначаются: заявление рассмотрит аттестационная комиссия. О её решении Вы получите письмо.
{/simplified}
{^simplified}
Сейчас делать ничего не нужно. Далее Вам назначат период аттестации и специалистов. Мы сообщим об этом письмом.
{/simplified}

[Посмотреть статус заявления] {url}`,
	},
	{ sample: { journalNumber: 128 }, variants: { "Упрощённая форма": { simplified: true } } },
)
