import { applicationLetter, verdictWords } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the teacher, who has already signed it on paper. */
export const conclusionAttached = applicationLetter(
	{
		subject: () => "Подписанное заключение прикреплено",
		paragraphs: (data) => [
			greeting(data),
			"К Вашему заявлению прикреплено итоговое заключение с Вашей подписью.",
			data.verdict
				? `Вывод специалистов: ${verdictWords[data.verdict]} требованиям к заявленной категории.`
				: null,
			"Проверьте, что это тот документ, который Вы подписали. Если нет, обратитесь к координатору. Больше ничего делать не нужно.",
			{ button: "Посмотреть заключение", url: data.url },
		],
	},
	{ verdict: "meets" },
)
