import { applicationLetter, scheduleLines } from "./application-data.ts"
import { greeting } from "./common.ts"

/** Preliminary: until the schedule is approved it may change. */
export const scheduleAssigned = applicationLetter(
	{
		subject: () => "Назначены период аттестации и специалисты",
		paragraphs: (data) => [
			greeting(data),
			`По заявлению на ${data.category} квалификационную категорию, должность «${data.position}», предварительно назначено:`,
			scheduleLines(data),
			"Пока график не утверждён, период и специалисты могут измениться. Об утверждении и об изменениях мы сообщим письмом.",
			{ button: "Посмотреть статус заявления", url: data.url },
		],
	},
	{
		period: "октябрь-ноябрь 2026",
		experts: [
			{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
			{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
		],
	},
)
