import { reminder } from "./reminder.ts"

/** To the coordinators of the municipality, before the 11th of each month. */
export const registrationDay = reminder(
	{
		subject:
			"{#applications}Ждут регистрации: {applications}{/applications}{^applications}Зарегистрируйте заявления{/applications}",
		body: `
{greeting}

{#applications}
Ждут регистрации: {applications}.
{/applications}
Проверьте и зарегистрируйте заявления не позднее {dueOn}.

Заявления, зарегистрированные позже, попадут в один из следующих периодов.

[Перейти к регистрации] {url}`,
	},
	{
		reader: "coordinator",
		sample: { dueOn: "2026-09-11", url: "https://attestation.example/municipality/registration" },
	},
)
