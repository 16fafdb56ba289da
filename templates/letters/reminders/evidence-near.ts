import { reminder } from "./reminder.ts"

/** To a teacher of the remote form, a week before the first day of the period. */
export const evidenceNear = reminder(
	{
		subject: "Загрузите документы и материалы для аттестации",
		body: `
{greeting}

Вы проходите аттестацию дистанционно{#period} в период {period}{/period}. Загрузите документы, материалы и ссылки на записи двух уроков не позднее {dueOn}.

После этого дня загрузить их будет нельзя: специалисты оценят то, что есть. Если всё уже загружено, ничего делать не нужно.

[Загрузить материалы] {url}`,
	},
	{ sample: { url: "https://attestation.example/teacher/documents" }, lawDemands: true },
)
