import { reminder } from "./reminder.ts"

/** To a teacher whose category ends in three to four months and who has no open application. */
export const categoryEnds = reminder(
	{
		subject: "Заканчивается срок Вашей квалификационной категории",
		body: `
{greeting}

Срок Вашей категории{#position} по должности «{position}»{/position} скоро заканчивается. Чтобы период аттестации прошёл до этого дня, подайте заявление не позднее {dueOn}.

Подать заявление можно и позже, но тогда категория может закончиться раньше, чем комиссия примет решение.

[Подать заявление] {url}`,
	},
	{ sample: { dueOn: "2026-09-02" } },
)
