import { dueDay, reminder, whose } from "./reminder.ts"

/** To the two experts, when the 15th of the second month is near or has passed. */
export const conclusionLate = reminder(
	{
		subject: ({ teacherName }) => `Итоговое заключение задерживается: ${teacherName ?? ""}`,
		body: (data) => [
			`Итоговое заключение ещё не прикреплено: ${whose(data)}, период ${data.period}. Последний день, когда оно должно быть в центре или в системе, — ${dueDay(data)}.`,
			"Прикрепите заключение сегодня или сообщите муниципальному координатору, что мешает.",
		],
		button: "Открыть заявление",
		lawDemands: true,
	},
	{ dueOn: "2026-11-15", url: "https://attestation.example/expert/attestation/sample" },
)
