import { applicationLetter } from "./application-data.ts"
import { greeting } from "./common.ts"

/** The coordinator has taken the application out of the preliminary schedule. */
export const scheduleCleared = applicationLetter({
	subject: () => "Период аттестации снят",
	paragraphs: (data) => [
		greeting(data),
		`По заявлению на ${data.category} квалификационную категорию, должность «${data.position}», период аттестации и специалисты, назначенные предварительно, больше не действуют. Заявление остаётся зарегистрированным.`,
		"Делать ничего не нужно. Когда назначат другой период, Вы получите письмо.",
		{ button: "Посмотреть статус заявления", url: data.url },
	],
})
