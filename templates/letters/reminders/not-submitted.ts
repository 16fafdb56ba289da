import { dueDay, reminder } from "./reminder.ts"

/** To a teacher who formed an application a week ago and has not submitted it; a coordinator sends it by hand too. */
export const notSubmitted = reminder(
	{
		subject: () => "Вы не подали заявление на аттестацию",
		body: (data) => [
			"Вы зарегистрированы в системе «Аттестация», но заявление ещё не подано.",
			data.message ? "Муниципальный координатор пишет Вам:" : null,
			data.message ? { quote: data.message } : null,
			`Заполните и сформируйте заявление, распечатайте и подпишите его, прикрепите скан и нажмите «Подать заявление». Лучше сделать это не позднее ${dueDay(data)}. Подать заявление можно и позже: тогда аттестация пройдёт в одном из следующих периодов.`,
			"Если Вы не собираетесь проходить аттестацию, ничего делать не нужно.",
		],
		button: "Продолжить заявление",
	},
	{ dueOn: "2026-09-11", message: null },
)
