import { applicationLetter, SCHEDULE, sampleSchedule } from "./application-data.ts"

/** To the teacher. */
export const expertReplaced = applicationLetter(
	{
		subject: "Изменился состав специалистов",
		body: `
{greeting}

По Вашему заявлению заменён специалист по аттестации. Теперь назначено:

${SCHEDULE}

{#reason}
Причина замены:

> {reason}

{/reason}
Делать ничего не нужно: новому специалисту о Вашей аттестации уже написали.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { ...sampleSchedule, reason: "Прежний специалист в отпуске." }, mandatory: ["experts"] },
)
