import { reminder } from "./reminder.ts"

/** To the coordinators of the municipality and to operators, once the 30-day term has passed. */
export const reviewOver = reminder(
	{
		subject: "Срок рассмотрения заявления истёк{#teacherName}: {teacherName}{/teacherName}",
		body: `
{greeting}

Заявление не рассмотрено{#teacherName}: {teacherName}{#position}, {position}{/position}{/teacherName}{#municipality}, {municipality}{/municipality}. Тридцатидневный срок истёк {dueOn}.

Рассмотрите заявление сегодня. Если координатора муниципалитета нет на месте, это сделает другой координатор или оператор.

[Открыть заявление] {url}`,
	},
	{
		reader: "coordinator",
		sample: { dueOn: "2026-10-31", url: "https://attestation.example/municipality/applications/sample" },
		lawDemands: true,
		mandatory: ["teacherName"],
	},
)
