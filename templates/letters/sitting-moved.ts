import { applicationLetter, MEETING } from "./application-data.ts"

const sitting = {
	heldOn: "2026-12-04",
	startsAt: "11:30",
	place: "г. Томск, ул. Примерная, д. 2, зал заседаний",
}

/** To a teacher who was told another day, time or place before. */
export const sittingMoved = applicationLetter(
	{
		subject: "Заседание аттестационной комиссии: изменились время или место",
		body: `
{greeting}

{yourApplication} комиссия рассмотрит не тогда или не там, как мы сообщали раньше. Верно только это:

${MEETING}

Если приехать не получится, предупредите об этом до дня заседания.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { sitting }, mandatory: ["sitting"] },
)
