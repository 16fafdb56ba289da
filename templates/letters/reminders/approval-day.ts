import { counted } from "#app/utils/russian.ts"
import { dueDay, reminder } from "./reminder.ts"

/** To operators, between the closing of a period and the 15th. */
export const approvalDay = reminder(
	{
		subject: ({ period }) => `Утвердите графики: ${period ?? ""}`,
		body: (data) => [
			`Период ${data.period} закрыт. Сводный график утверждают и публикуют не позднее ${dueDay(data)}.`,
			`Не утверждено: ${counted(data.count ?? 0, ["график", "графика", "графиков"])}. До начала периода специалистам нужно время на подготовку, поэтому утвердите графики как можно раньше.`,
		],
		button: "Перейти к графикам",
	},
	{ dueOn: "2026-09-15", url: "https://attestation.example/operator/schedules" },
)
