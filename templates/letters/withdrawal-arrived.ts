import { applicationLetter, named, quoted } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To coordinators. */
export const withdrawalArrived = applicationLetter(
	{
		subject: (data) => named("Заявление на отзыв", data),
		paragraphs: (data) => [
			greeting(data),
			data.teacherGenitive
				? `Поступило заявление на отзыв от ${data.teacherGenitive} (должность «${data.position}»).`
				: `Поступило заявление на отзыв: ${data.teacherName}, должность «${data.position}».`,
			...quoted("Причина отзыва:", data),
			"Зарегистрируйте или отклоните его. До этого заявление нельзя включить в график.",
			{ button: "Открыть заявления на отзыв", url: data.url },
		],
	},
	{
		audience: "coordinators",
		recipientName: null,
		reason: "Перехожу на другую должность.",
		url: "https://attestation.example/municipality/withdrawals",
	},
)
