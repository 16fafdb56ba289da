import { applicationLetter } from "./application-data.ts"

const sitting = { heldOn: "2026-11-27", startsAt: "10:00", place: "г. Томск, ул. Примерная, д. 1, ауд. 305" }

/** To a teacher who was told when to come to a sitting that will not be held. `reason`: the operator's own words. */
export const sittingCancelled = applicationLetter(
	{
		subject: "Заседание аттестационной комиссии отменено",
		body: `
{greeting}

Заседание{#sitting} {day}{/sitting}, о котором мы Вам писали, отменено. Приезжать на это заседание не нужно.

{#reason}
Причина:

> {reason}

{/reason}
{yourApplication} остаётся в повестке. Когда назначат другое заседание, Вы получите новое письмо с днём, временем и местом.

[Открыть личный кабинет] {url}`,
	},
	{ sample: { sitting, reason: "Не соберётся кворум." }, mandatory: ["sitting", "reason"] },
)
