import { reminder } from "./reminder.ts"

/** To the coordinators of the municipality, before the 15th of the second month. */
export const conclusionsDay = reminder(
	{
		subject: "Сдайте итоговые заключения{#period}: {period}{/period}",
		body: `
{greeting}

Итоговые заключения{#period} за период {period}{/period} должны быть в центре или в системе не позднее {dueOn}.

{#applications}
Не завершено: {applications}.
{/applications}
Напомните специалистам и педагогам, затем проверьте заключения и отметьте вывод.

[Посмотреть заключения] {url}`,
	},
	{
		reader: "coordinator",
		sample: { dueOn: "2026-11-15", url: "https://attestation.example/municipality/attestation" },
	},
)
