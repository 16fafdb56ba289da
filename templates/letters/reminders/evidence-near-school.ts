import { reminder } from "./reminder.ts"

/** To the coordinators of a school whose teacher chose the remote form, a week before the first day of the period. */
export const evidenceNearSchool = reminder(
	{
		subject: "Проверьте, загружены ли материалы{#teacherName}: {teacherName}{/teacherName}",
		body: `
{greeting}

{#teacherName}{teacherName}{#position}, {position},{/position}{/teacherName}{^teacherName}Педагог Вашей организации{/teacherName} проходит аттестацию дистанционно{#period} в период {period}{/period}. Документы, материалы и ссылки на записи двух уроков нужно загрузить не позднее {dueOn}.

После этого дня загрузить их будет нельзя: специалисты оценят то, что есть. Узнайте у педагога, всё ли готово. Если у педагога не получается, загрузите материалы сами. Если всё уже загружено, ничего делать не нужно.

[Открыть заявление] {url}`,
	},
	{
		reader: "school",
		sample: { url: "https://attestation.example/school/applications/sample" },
		mandatory: ["teacherName"],
	},
)
