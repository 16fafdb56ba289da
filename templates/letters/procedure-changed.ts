import { applicationLetter } from "./application-data.ts"

/** To the teacher and to coordinators. */
export const procedureChanged = applicationLetter(
	{
		subject:
			"{#toTeacher}Аттестация пройдёт на общих основаниях{/toTeacher}{^toTeacher}Заявление переведено на общие основания: {teacherName}{/toTeacher}",
		body: `
{greeting}

{#toTeacher}
{yourApplication} больше не рассматривается по упрощённой процедуре: аттестация пройдёт на общих основаниях.
{/toTeacher}
{^toTeacher}
С упрощённой процедуры на общие основания переведено {application}.
{/toTeacher}

{#reason}
Причина:

> {reason}

{/reason}
{#toTeacher}
Делать ничего не нужно, подавать заявление заново тоже. Вам назначат период аттестации и специалистов; мы сообщим об этом письмом.
{/toTeacher}
{^toTeacher}
Назначьте период аттестации и двух специалистов{#dueOn} не позднее {dueOn}{/dueOn}.
{/toTeacher}

[Открыть заявление] {url}`,
	},
	{
		sample: { reason: "Документ, подтверждающий основание, не действует." },
		variants: {
			Координатору: {
				audience: "coordinators",
				dueOn: "2026-09-12",
				url: "https://attestation.example/municipality/scheduling",
			},
		},
		mandatory: ["reason"],
	},
)
