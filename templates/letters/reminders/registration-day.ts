import { counted } from "#app/utils/russian.ts"
import { dueDay, reminder } from "./reminder.ts"

/** To the coordinators of the municipality, before the 11th of each month. */
export const registrationDay = reminder(
	{
		subject: ({ count }) =>
			`Ждут регистрации: ${counted(count ?? 0, ["заявление", "заявления", "заявлений"])}`,
		body: (data) => [
			`Заявления проверяют и регистрируют по ${dueDay(data)} включительно. Ждут регистрации: ${counted(data.count ?? 0, ["заявление", "заявления", "заявлений"])}.`,
			"Заявления, зарегистрированные позже, попадут в один из следующих периодов.",
		],
		button: "Перейти к регистрации",
	},
	{ dueOn: "2026-09-11", url: "https://attestation.example/municipality/registration" },
)
