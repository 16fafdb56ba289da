import { applicationLetter, SCHEDULE, sampleSchedule } from "./application-data.ts"

/** To coordinators and operators. `dueOn`: the last day for the experts to prepare, if it has not passed. */
export const expertDeclined = applicationLetter(
	{
		subject: "Специалист не может провести аттестацию: {teacherName}",
		body: `
{greeting}

Специалист{#by} {by}{/by} не может провести аттестацию: {teacherName}, {position}, {municipality}.

${SCHEDULE}

{#reason}
Причина:

> {reason}

{/reason}
{#toOperators}
Замените специалиста{#dueOn} не позднее {dueOn}{/dueOn}: график уже утверждён, поэтому это делает оператор.
{/toOperators}
{^toOperators}
Предложите оператору, кем заменить специалиста{#dueOn}, не позднее {dueOn}{/dueOn}: график уже утверждён, поэтому замену вносит он.
{/toOperators}

[Открыть заявление] {url}`,
	},
	{
		sample: {
			...sampleSchedule,
			audience: "operators",
			by: "Знатоков Игорь Петрович",
			recipientName: null,
			reason: "Командировка до конца ноября.",
			dueOn: "2026-09-17",
			url: "https://attestation.example/operator/applications/sample",
		},
		variants: {
			Координатору: {
				audience: "coordinators",
				url: "https://attestation.example/municipality/applications/sample",
			},
		},
		mandatory: ["teacherName", "reason"],
	},
)
