import { reminder } from "./reminder.ts"

/** To operators, before the 60 days of the commission end. */
export const decisionNear = reminder(
	{
		subject: "Заканчивается срок решения комиссии{#period}: {period}{/period}",
		body: `
{greeting}

Комиссия принимает решение не позднее {dueOn}: это шестидесятый день от начала периода{#period} {period}{/period}.

{#applications}
Без решения: {applications}.
{/applications}
Назначьте заседание или внесите его решения.

[Перейти к заседаниям] {url}`,
	},
	{
		reader: "operator",
		sample: { dueOn: "2026-11-29", url: "https://attestation.example/operator/sittings" },
		lawDemands: true,
	},
)
