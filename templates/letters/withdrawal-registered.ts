import { applicationLetter, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

export const withdrawalRegistered = applicationLetter({
	subject: () => "Заявление отозвано",
	paragraphs: (data) => [
		greeting(data),
		`Заявление на отзыв зарегистрировано. ${yours(data)} больше не рассматривается.`,
		"Вы можете вновь подать заявление в любое время.",
		{ button: "Открыть личный кабинет", url: data.url },
	],
})
