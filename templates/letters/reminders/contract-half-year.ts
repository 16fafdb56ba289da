import { dueDay, reminder } from "./reminder.ts"

/** To every expert on the roster, in August–September and in December–January. */
export const contractHalfYear = reminder(
	{
		subject: () => "Подпишите договор на новое полугодие",
		body: (data) => [
			`Вы включены в список специалистов по аттестации${data.municipality ? ` (${data.municipality})` : ""}. Договор на новое полугодие подписывают лично, не позднее ${dueDay(data)}.`,
			"Спросите у муниципального координатора, где и когда это удобно сделать. Если договор уже подписан, ничего делать не нужно.",
		],
		button: "Открыть личный кабинет",
	},
	{ dueOn: "2026-09-30", url: "https://attestation.example/expert" },
)
