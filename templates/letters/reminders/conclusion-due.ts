import { dueDay, reminder, whose } from "./reminder.ts"

/** To the two experts, in the last week of the first month of the period. */
export const conclusionDue = reminder(
	{
		subject: ({ teacherName }) => `Подготовьте итоговое заключение: ${teacherName ?? ""}`,
		body: (data) => [
			`Итоговое заключение ещё не прикреплено: ${whose(data)}, период ${data.period}. Его готовят и подписывают не позднее ${dueDay(data)}.`,
			"Ознакомьте педагога с заключением под подпись и прикрепите все страницы одним файлом. Если Вы не можете участвовать, нажмите «Не могу» и укажите причину.",
		],
		button: "Открыть заявление",
	},
	{ dueOn: "2026-10-31", url: "https://attestation.example/expert/attestation/sample" },
)
