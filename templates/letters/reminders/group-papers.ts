import { reminder } from "./reminder.ts"

/** To the head of a subject group, before the 12th of the second month. */
export const groupPapers = reminder(
	{
		subject: "Передайте заключения муниципальному координатору{#period}: {period}{/period}",
		body: `
{greeting}

Получите от специалистов итоговые заключения{#period} за период {period}{/period} и передайте их муниципальному координатору не позднее {dueOn}.

{#papers}
Ещё не передано: {papers}.
{/papers}
Нажмите «Получено», когда заключение у Вас, и «Передано», когда отдали его координатору. Если специалист не принёс заключение, напомните ему сами: письмо он тоже получил.

[Открыть список заключений] {url}`,
	},
	{ reader: "expert", sample: { dueOn: "2026-11-12", url: "https://attestation.example/group" } },
)
