import { counted } from "#app/utils/russian.ts"
import { dueDay, reminder } from "./reminder.ts"

/** To the coordinators of the municipality, before the 15th of the second month. */
export const conclusionsDay = reminder(
	{
		subject: ({ period }) => `Сдайте итоговые заключения: ${period ?? ""}`,
		body: (data) => [
			`Итоговые заключения за период ${data.period} должны быть в центре или в системе не позднее ${dueDay(data)}.`,
			`Не завершено: ${counted(data.count ?? 0, ["заявление", "заявления", "заявлений"])}. Напомните специалистам и педагогам, затем проверьте заключения и выставьте результат.`,
		],
		button: "Посмотреть заключения",
	},
	{ dueOn: "2026-11-15", url: "https://attestation.example/municipality/attestation" },
)
