import { applicationLetter, meetingLines, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

const sitting = { heldOn: "2026-11-27", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1, ауд. 305" }

/** To a teacher who asked to be present. */
export const sittingCalled = applicationLetter(
	{
		subject: () => "Когда и где заседание аттестационной комиссии",
		paragraphs: (data) => [
			greeting(data),
			`${yours(data)} рассмотрит аттестационная комиссия. Вы просили провести аттестацию в Вашем присутствии.`,
			meetingLines(data),
			"Если день, время или место изменятся, Вы получите ещё одно письмо. Если приехать не получится, предупредите заранее.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{ sitting },
)
