import { longDate } from "#app/utils/russian.ts"
import { applicationLetter, yours } from "./application-data.ts"
import { greeting } from "./common.ts"

const sitting = { heldOn: "2026-11-27", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1, ауд. 305" }

/** To a teacher who was told when to come, and whose application has left the agenda since. */
export const sittingCalledOff = applicationLetter(
	{
		subject: () => "На заседание аттестационной комиссии приезжать не нужно",
		paragraphs: (data) => [
			greeting(data),
			`${yours(data)} снято с повестки заседания${data.sitting ? ` ${longDate(data.sitting.heldOn)}` : ""}: его вернули на предыдущий шаг.`,
			"Приезжать на это заседание не нужно. Когда комиссия будет рассматривать заявление, Вы получите новое письмо с днём, временем и местом.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{ sitting },
)
