import { applicationLetter } from "./application-data.ts"

const sitting = { heldOn: "2026-11-27", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1, ауд. 305" }

/** To a teacher who was told when to come, but whose application has left the agenda since. */
export const sittingCalledOff = applicationLetter(
	{
		subject: "На заседание аттестационной комиссии приезжать не нужно",
		body: `
{greeting}

{yourApplication} снято с повестки заседания{#sitting} {day}{/sitting}: его вернули на предыдущий шаг.

Приезжать на это заседание не нужно. Когда комиссия будет рассматривать заявление, Вы получите новое письмо с днём, временем и местом.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { sitting }, mandatory: ["sitting"] },
)
