import { applicationLetter, SCHEDULE, sampleSchedule } from "./application-data.ts"

/** Preliminary, because the schedule may change until it is approved. */
export const scheduleAssigned = applicationLetter(
	{
		subject: "Назначены период аттестации и специалисты",
		body: `
{greeting}

По Вашему заявлению на {category} квалификационную категорию по должности «{position}» предварительно назначено:

${SCHEDULE}

Сейчас делать ничего не нужно. Пока график не утверждён, период и специалисты могут измениться. Об утверждении и об изменениях мы сообщим письмом.

[Посмотреть статус заявления] {url}`,
	},
	{ sample: sampleSchedule, mandatory: ["period", "experts"] },
)
