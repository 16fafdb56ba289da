import { applicationLetter, PERIOD, sampleSchedule } from "./application-data.ts"

/** Preliminary, because the schedule may change until it is approved. */
export const scheduleAssigned = applicationLetter(
	{
		subject: "Назначен предварительный период аттестации",
		body: `
{greeting}

По Вашему заявлению на {category} квалификационную категорию по должности «{position}» предварительно назначено:

${PERIOD}

Сейчас делать ничего не нужно. Пока график не утверждён, период может измениться. Об утверждении и об изменениях мы сообщим письмом. Специалистов назовём, когда график утвердят.

[Посмотреть статус заявления] {url}`,
	},
	{ sample: sampleSchedule, mandatory: ["period"] },
)
