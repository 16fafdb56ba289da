import { reminder } from "./reminder.ts"

/** To the two experts, when the 15th of the second month is near or has passed. */
export const conclusionLate = reminder(
	{
		subject: "Итоговое заключение задерживается{#teacherName}: {teacherName}{/teacherName}",
		body: `
{greeting}

Итоговое заключение ещё не прикреплено{#teacherName}: {teacherName}{#position}, {position}{/position}{/teacherName}{#period}, период {period}{/period}. Последний день, когда оно должно быть в центре или в системе, — {dueOn}.

Прикрепите заключение сегодня или сообщите муниципальному координатору, что мешает.

[Открыть заявление] {url}`,
	},
	{
		reader: "expert",
		sample: { dueOn: "2026-11-15", url: "https://attestation.example/expert/attestation/sample" },
		lawDemands: true,
		mandatory: ["teacherName"],
	},
)
