import { applicationLetter, sampleSchedule } from "./application-data.ts"

/** To the teacher and to the school. `dueOn`: the day by which the expert needs the materials. */
export const materialsAsked = applicationLetter(
	{
		subject: "Специалист просит добавить материалы{^toTeacher}: {teacherName}{/toTeacher}",
		body: `
{greeting}

Специалист по аттестации{#by} {by}{/by} просит добавить материалы{#dueOn} не позднее {dueOn}{/dueOn}.

{^toTeacher}
{teacherName}, {position}.
{/toTeacher}
{#reason}
Что нужно:

> {reason}

{/reason}
{#toTeacher}
Добавьте их в разделе «Документы и материалы»: оба специалиста увидят их там.
{/toTeacher}
{^toTeacher}
Сообщите об этом педагогу. Если у него не получается, прикрепите документы за него.
{/toTeacher}

[{#toTeacher}Добавить материалы{/toTeacher}{^toTeacher}Открыть заявление{/toTeacher}] {url}`,
	},
	{
		sample: {
			...sampleSchedule,
			by: "Экспертова Анна Олеговна",
			reason: "Рабочую программу по алгебре за 8 класс и два конспекта уроков.",
			dueOn: "2026-09-28",
			url: "https://attestation.example/teacher/documents",
		},
		variants: {
			Организации: { audience: "school", url: "https://attestation.example/school/applications/sample" },
		},
		mandatory: ["by", "reason"],
	},
)
