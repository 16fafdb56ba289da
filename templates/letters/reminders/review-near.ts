import { dueDay, reminder, whose } from "./reminder.ts"

/** To the coordinators of the municipality, in the last days of the 30-day term. */
export const reviewNear = reminder(
	{
		subject: ({ teacherName }) => `Заканчивается срок рассмотрения заявления: ${teacherName ?? ""}`,
		body: (data) => [
			`Заявление ждёт регистрации: ${whose(data)}. Тридцатидневный срок заканчивается ${dueDay(data)}.`,
			"Зарегистрируйте заявление или отклоните его с указанием причины не позднее этого дня.",
		],
		button: "Открыть заявление",
		lawDemands: true,
	},
	{ dueOn: "2026-10-31", url: "https://attestation.example/municipality/applications/sample" },
)
