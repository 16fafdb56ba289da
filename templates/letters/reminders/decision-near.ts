import { counted } from "#app/utils/russian.ts"
import { dueDay, reminder } from "./reminder.ts"

/** To operators, before the 60 days of the commission end. */
export const decisionNear = reminder(
	{
		subject: ({ period }) => `Заканчивается срок решения комиссии: ${period ?? ""}`,
		body: (data) => [
			`Комиссия принимает решение не позднее ${dueDay(data)}: это шестидесятый день от начала периода ${data.period}.`,
			`Без решения: ${counted(data.count ?? 0, ["заявление", "заявления", "заявлений"])}. Назначьте заседание или внесите его решения.`,
		],
		button: "Перейти к заседаниям",
		lawDemands: true,
	},
	{ dueOn: "2026-11-29", url: "https://attestation.example/operator/sittings" },
)
