import { applicationLetter, meetingLines, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

const sitting = {
	heldOn: "2026-12-04",
	startsAt: "11:30",
	place: "г. Томск, ул. Примерная, д. 2, зал заседаний",
}

/** To a teacher who was told another day, time or place before. */
export const sittingMoved = applicationLetter(
	{
		subject: () => "Заседание аттестационной комиссии: изменились время или место",
		paragraphs: (data) => [
			greeting(data),
			`${yours(data)} комиссия рассмотрит не тогда или не там, как мы сообщали раньше. Верно только это:`,
			meetingLines(data),
			"Если приехать не получится, предупредите заранее.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{ sitting },
)
