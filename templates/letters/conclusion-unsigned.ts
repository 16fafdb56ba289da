import { applicationLetter, quoted } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the teacher; `reason`: why it was not signed. */
export const conclusionUnsigned = applicationLetter(
	{
		subject: () => "Заключение передано без Вашей подписи",
		paragraphs: (data) => [
			greeting(data),
			"Итоговое заключение по Вашей аттестации передано дальше без Вашей подписи.",
			...quoted("Что записано в повестке заседания:", data),
			"Решение примет аттестационная комиссия. Ваши замечания, если Вы их написали, сохранены в заявлении.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{ reason: "Педагог не ответил на письма и звонки." },
)
