import { dueDay, forPeriod, reminder } from "./reminder.ts"

/** To a teacher of the remote form, a week before the first day of the period. */
export const evidenceNear = reminder(
	{
		subject: () => "Загрузите документы и материалы для аттестации",
		body: (data) => [
			`Вы проходите аттестацию дистанционно${forPeriod(data)}. Документы, материалы и ссылки на записи двух уроков принимаются по ${dueDay(data)} включительно.`,
			"Позже загрузить их будет нельзя: специалисты оценят то, что есть. Если всё уже загружено, ничего делать не нужно.",
		],
		button: "Загрузить материалы",
		lawDemands: true,
	},
	{ url: "https://attestation.example/teacher/documents" },
)
