import { reminder } from "./reminder.ts"

/** To the two experts, in the last week of the first month of the period. */
export const conclusionDue = reminder(
	{
		subject: "Подготовьте итоговое заключение{#teacherName}: {teacherName}{/teacherName}",
		body: `
{greeting}

Итоговое заключение ещё не прикреплено{#teacherName}: {teacherName}{#position}, {position}{/position}{/teacherName}{#period}, период {period}{/period}. Подготовьте и подпишите его не позднее {dueOn}.

Покажите заключение педагогу, возьмите его подпись и прикрепите все страницы одним файлом. Если Вы не можете участвовать, нажмите «Не могу» и укажите причину.

[Открыть заявление] {url}`,
	},
	{
		reader: "expert",
		sample: { dueOn: "2026-10-31", url: "https://attestation.example/expert/attestation/sample" },
		mandatory: ["teacherName"],
	},
)
