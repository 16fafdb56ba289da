import { reminder } from "./reminder.ts"

/** To operators, between the closing of a period and the 15th. */
export const approvalDay = reminder(
	{
		subject: "Утвердите графики{#period}: {period}{/period}",
		body: `
{greeting}

{#period}
Период {period} закрыт.
{/period}
Утвердите и опубликуйте сводный график не позднее {dueOn}.

{#schedules}
Не утверждено: {schedules}. До начала периода специалистам нужно время на подготовку, поэтому утвердите графики как можно раньше.
{/schedules}

[Перейти к графикам] {url}`,
	},
	{
		reader: "operator",
		sample: { dueOn: "2026-09-15", url: "https://attestation.example/operator/schedules" },
	},
)
