import { reminder } from "./reminder.ts"

/** To the coordinators of the municipality, in the last days of the 30-day term. */
export const reviewNear = reminder(
	{
		subject: "Заканчивается срок рассмотрения заявления{#teacherName}: {teacherName}{/teacherName}",
		body: `
{greeting}

Заявление ждёт регистрации{#teacherName}: {teacherName}{#position}, {position}{/position}{/teacherName}. Тридцатидневный срок заканчивается {dueOn}.

Зарегистрируйте заявление или отклоните его с указанием причины не позднее этого дня.

[Открыть заявление] {url}`,
	},
	{
		reader: "coordinator",
		sample: { dueOn: "2026-10-31", url: "https://attestation.example/municipality/applications/sample" },
		lawDemands: true,
		mandatory: ["teacherName"],
	},
)
