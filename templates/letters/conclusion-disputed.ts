import { applicationLetter, named, quoted } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the experts and to coordinators. */
export const conclusionDisputed = applicationLetter(
	{
		subject: (data) => named("Педагог не согласен с заключением", data),
		paragraphs: (data) => [
			greeting(data),
			`${data.teacherName}, ${data.position}: педагог не согласен с итоговым заключением.`,
			...quoted("Что написал педагог:", data),
			data.audience === "experts"
				? "Рассмотрите замечания. Исправленное заключение прикрепите вместо прежнего; если заключение верное, поговорите с педагогом."
				: "Свяжитесь со специалистами и педагогом. Заключение заменяют специалисты; если педагог так и не подпишет его, решает оператор.",
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{
		audience: "experts",
		recipientName: "Анна Олеговна",
		reason: "Не учтены результаты олимпиады.",
		url: "https://attestation.example/expert/attestation/sample",
	},
)
