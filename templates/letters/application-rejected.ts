import { applicationLetter, quoted, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

/** `because` is the phrase of the chosen reason; `reason` the coordinator's own words. */
export const applicationRejected = applicationLetter(
	{
		subject: () => "Заявление отклонено",
		paragraphs: (data) => [
			greeting(data),
			data.because ? `${yours(data)} отклонено ${data.because}.` : `${yours(data)} отклонено.`,
			...quoted("Координатор пояснил:", data),
			"Исправьте заявление, сформируйте его заново и подайте ещё раз. Всё, что Вы заполнили, сохранено.",
			{ button: "Исправить заявление", url: data.url },
		],
	},
	{ because: "в связи с отсутствием подписи", reason: "Подпись не видна на второй странице скана." },
)
