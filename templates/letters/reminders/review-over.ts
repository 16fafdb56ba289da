import { dueDay, reminder, whose } from "./reminder.ts"

/** To the coordinators of the municipality and to operators, once the 30-day term has passed. */
export const reviewOver = reminder(
	{
		subject: ({ teacherName }) => `Срок рассмотрения заявления истёк: ${teacherName ?? ""}`,
		body: (data) => [
			`Заявление не рассмотрено: ${whose(data)}${data.municipality ? `, ${data.municipality}` : ""}. Тридцатидневный срок истёк ${dueDay(data)}.`,
			"Рассмотрите заявление сегодня. Если координатора муниципалитета нет на месте, это сделает другой координатор или оператор.",
		],
		button: "Открыть заявление",
		lawDemands: true,
	},
	{ dueOn: "2026-10-31", url: "https://attestation.example/municipality/applications/sample" },
)
