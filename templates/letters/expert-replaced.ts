import { applicationLetter, quoted, scheduleLines } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the teacher. */
export const expertReplaced = applicationLetter(
	{
		subject: () => "Изменился состав специалистов",
		paragraphs: (data) => [
			greeting(data),
			"По Вашему заявлению заменён специалист по аттестации. Теперь назначено:",
			scheduleLines(data),
			...quoted("Причина замены:", data),
			"Вам ничего не нужно делать.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{
		period: "октябрь-ноябрь 2026",
		experts: [
			{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
			{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
		],
		reason: "Прежний специалист в отпуске.",
	},
)
