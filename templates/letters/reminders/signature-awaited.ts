import { reminder } from "./reminder.ts"

/** To a teacher who got the conclusion a week ago and has not answered. */
export const signatureAwaited = reminder(
	{
		subject: "Подпишите итоговое заключение",
		body: `
{greeting}

Вам пришло итоговое заключение, и оно ждёт Вашего ответа. Прочитайте его. Если Вы согласны, распечатайте, подпишите и прикрепите подписанный скан. Если не согласны, нажмите «Не согласен» и напишите, с чем именно.

Последний день для ответа — {dueOn}. Без него решение комиссии может задержаться.

[Открыть заключение] {url}`,
	},
	{ sample: { dueOn: "2026-11-15", url: "https://attestation.example/teacher/submit" }, lawDemands: true },
)
