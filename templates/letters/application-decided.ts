import { longDate } from "#app/utils/russian.ts"
import { applicationLetter } from "./application-data.ts"
import { greeting } from "./common.ts"

export const applicationDecided = applicationLetter(
	{
		subject: ({ decision }) =>
			decision === "granted" ? "Квалификационная категория установлена" : "Решение аттестационной комиссии",
		paragraphs: (data) => [
			greeting(data),
			data.decision === "granted"
				? `Вам установлена квалификационная категория. Решение по заявлению на ${data.category} категорию, должность «${data.position}», принято в Вашу пользу.`
				: `Аттестационная комиссия отказала в установлении категории по заявлению на ${data.category} категорию, должность «${data.position}».`,
			data.order ? `Распорядительный акт от ${longDate(data.order.date)} № ${data.order.number}.` : null,
			data.decision === "granted"
				? "Категория и дата её установления записаны в Вашем личном кабинете."
				: "О причинах и о том, когда можно подать заявление снова, спросите координатора.",
			{ button: "Посмотреть решение", url: data.url },
		],
	},
	{ decision: "granted", order: { number: "42-р", date: "2026-11-27" } },
)
