import { applicationLetter, noLaterThan, verdictWords } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the teacher, who should sign it; `dueOn`: the last day for the signature. */
export const conclusionArrived = applicationLetter(
	{
		subject: () => "Получено итоговое заключение",
		paragraphs: (data) => [
			greeting(data),
			data.verdict
				? `Специалисты подготовили итоговое заключение по Вашей аттестации. Их вывод: ${verdictWords[data.verdict]} требованиям к заявленной категории.`
				: "Специалисты подготовили итоговое заключение по Вашей аттестации.",
			`Ознакомьтесь с ним, подпишите последнюю страницу и прикрепите скан${noLaterThan(data)}. Если Вы не согласны, напишите об этом в кабинете до подписи.`,
			{ button: "Открыть заключение", url: data.url },
		],
	},
	{ verdict: "meets", dueOn: "2026-10-31" },
)
