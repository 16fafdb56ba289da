import { reminder } from "./reminder.ts"

/** To every expert on the roster, in August–September and in December–January. */
export const contractHalfYear = reminder(
	{
		subject: "Подпишите договор на новое полугодие",
		body: `
{greeting}

Вы в списке специалистов по аттестации{#municipality} ({municipality}){/municipality}. Подпишите договор на новое полугодие не позднее {dueOn}: это делают лично.

Спросите у муниципального координатора, где и когда его можно подписать. Если договор уже подписан, ничего делать не нужно.

[Открыть личный кабинет] {url}`,
	},
	{ reader: "expert", sample: { dueOn: "2026-09-30", url: "https://attestation.example/expert" } },
)
