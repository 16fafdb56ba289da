import { applicationLetter, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

export const applicationRegistered = applicationLetter(
	{
		subject: () => "Заявление зарегистрировано",
		paragraphs: (data) => [
			greeting(data),
			data.journalNumber
				? `${yours(data)} зарегистрировано под номером ${data.journalNumber}.`
				: `${yours(data)} зарегистрировано.`,
			data.simplified
				? "При упрощённой форме период и специалисты не назначаются: заявление рассмотрит аттестационная комиссия. О её решении Вы получите письмо."
				: "Далее Вам назначат период аттестации и специалистов. Мы сообщим об этом письмом.",
			{ button: "Посмотреть статус заявления", url: data.url },
		],
	},
	{ journalNumber: 128 },
)
