import { reminder } from "./reminder.ts"

/** To a teacher who formed an application a week ago and has not submitted it. A coordinator can also send it by hand. */
export const notSubmitted = reminder(
	{
		subject: "Вы не подали заявление на аттестацию",
		body: `
{greeting}

Вы зарегистрированы в системе «Аттестация», но заявление ещё не подано.

{#message}
Муниципальный координатор пишет Вам:

> {message}

{/message}
Заполните и сформируйте заявление, распечатайте и подпишите его, прикрепите скан и нажмите «Подать заявление». Лучше сделать это не позднее {dueOn}. Подать заявление можно и позже: тогда аттестация пройдёт в одном из следующих периодов.

Если Вы не собираетесь проходить аттестацию, ничего делать не нужно.

[Продолжить заявление] {url}`,
	},
	{
		sample: { dueOn: "2026-09-11", message: "Жду Ваше заявление: в этом периоде ещё есть места." },
		mandatory: ["message"],
	},
)
