import { dueDay, type ReminderFacts, reminder } from "./reminder.ts"

/** To the coordinators who still have work in the nearest period, from the 9th to the 12th. */
export const scheduleClosing = reminder(
	{
		subject: ({ period }) => `Период закрывается: ${period ?? ""}`,
		body: (data) => [
			`График на период ${data.period} заполняют по ${dueDay(data)} включительно, затем период закроется. Добавить в него педагогов после этого нельзя.`,
			whatIsLeft(data),
			"Назначьте период и двух специалистов каждому, кто должен проходить аттестацию в это время.",
		],
		button: "Заполнить график",
	},
	{
		dueOn: "2026-09-12",
		unregistered: 1,
		withoutPeriod: 4,
		withoutExperts: 2,
		url: "https://attestation.example/municipality/scheduling",
	},
)

function whatIsLeft({ unregistered, withoutPeriod, withoutExperts }: ReminderFacts): string | null {
	const parts = [
		[unregistered, "не зарегистрировано заявлений"],
		[withoutPeriod, "без назначенного периода"],
		[withoutExperts, "в этом периоде без двух специалистов"],
	] as const
	const left = parts.flatMap(([count, what]) => (count ? [`${what} — ${count}`] : []))
	return left.length > 0 ? `Осталось: ${left.join("; ")}.` : null
}
