import { applicationLetter, named, quoted } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the experts and to coordinators. */
export const conclusionReturned = applicationLetter(
	{
		subject: (data) => named("Заключение возвращено", data),
		paragraphs: (data) => [
			greeting(data),
			`Оператор вернул итоговое заключение: ${data.teacherName}, ${data.position}. Прежнее заключение больше не действует.`,
			...quoted("Что нужно исправить:", data),
			data.audience === "experts"
				? "Исправьте заключение, подпишите его и прикрепите снова."
				: "Проследите, чтобы специалисты исправили заключение и прикрепили его снова.",
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{
		audience: "experts",
		recipientName: "Анна Олеговна",
		reason: "Нет подписи второго специалиста.",
		url: "https://attestation.example/expert/attestation/sample",
	},
)
