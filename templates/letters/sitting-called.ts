import { applicationLetter, MEETING } from "./application-data.ts"

const sitting = { heldOn: "2026-11-27", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1, ауд. 305" }

/** To a teacher who asked to be present. */
export const sittingCalled = applicationLetter(
	{
		subject: "Когда и где заседание аттестационной комиссии",
		body: `
{greeting}

{yourApplication} рассмотрит аттестационная комиссия. Вы просили провести аттестацию в Вашем присутствии.

${MEETING}

Если день, время или место изменятся, Вы получите ещё одно письмо. Если приехать не получится, предупредите об этом до дня заседания.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { sitting }, mandatory: ["sitting"] },
)
