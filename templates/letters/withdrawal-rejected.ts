import { applicationLetter, quoted, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

export const withdrawalRejected = applicationLetter(
	{
		subject: () => "Заявление на отзыв отклонено",
		paragraphs: (data) => [
			greeting(data),
			"Ваше заявление на отзыв отклонено.",
			...quoted("Причина:", data),
			`${yours(data)} остаётся в силе. Если Вы всё же хотите его отозвать, исправьте заявление на отзыв и подайте снова.`,
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{ reason: "На скане нет подписи." },
)
