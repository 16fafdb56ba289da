import { applicationLetter } from "./application-data.ts"

/** To the expert who was replaced. */
export const expertReleased = applicationLetter(
	{
		subject: "Вы больше не назначены специалистом: {teacherName}",
		body: `
{greeting}

Аттестацию, которую вели Вы, передали другому специалисту: {teacherName}, {position}.

{#reason}
Причина замены:

> {reason}

{/reason}
Документы этого педагога Вам больше не доступны. Делать ничего не нужно.

[Открыть личный кабинет] {url}`,
	},
	{
		sample: {
			audience: "released",
			recipientName: "Игорь Петрович",
			recipientSex: "m",
			reason: "Специалист в отпуске.",
			url: "https://attestation.example/expert",
		},
		mandatory: ["teacherName"],
	},
)
