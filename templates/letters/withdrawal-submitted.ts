import { applicationLetter, quoted } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the teacher; `formedBy`: who did it instead of the teacher, role and name, nominative. */
export const withdrawalSubmitted = applicationLetter(
	{
		subject: ({ formedBy }) => (formedBy ? "За Вас подано заявление на отзыв" : "Заявление на отзыв подано"),
		paragraphs: (data) => [
			greeting(data),
			data.formedBy
				? `Заявление на отзыв сформировано и подано не Вами, а другим участником: ${data.formedBy}. Оно касается заявления на ${data.category} квалификационную категорию, должность «${data.position}».`
				: `Вы подали заявление на отзыв. Оно касается заявления на ${data.category} квалификационную категорию, должность «${data.position}».`,
			...quoted("Причина отзыва:", data),
			data.formedBy
				? "Если Вы не согласны, сразу свяжитесь с муниципальным координатором, пока отзыв не зарегистрирован."
				: "Муниципальный координатор рассмотрит его. Пока отзыв не зарегистрирован, Вы можете передумать: нажмите «Не отзывать».",
			{ button: "Открыть заявление на отзыв", url: data.url },
		],
	},
	{ reason: "Перехожу на другую должность.", url: "https://attestation.example/teacher/withdrawal" },
)
