import { applicationLetter, sampleSchedule } from "./application-data.ts"

/** To the teacher and to the school, in person only. */
export const visitsProposed = applicationLetter(
	{
		subject: "Специалист предлагает дни посещения{^toTeacher}: {teacherName}{/toTeacher}",
		body: `
{greeting}

Специалист по аттестации{#by} {by}{/by} предлагает дни, в которые придёт на занятия{#visits}: {visits}{/visits}.

{^toTeacher}
{teacherName}, {position}.
{/toTeacher}
{#reason}
> {reason}

{/reason}
{#toTeacher}
Если дни подходят, делать ничего не нужно. Если не подходят, сразу позвоните или напишите специалисту и договоритесь о других: он предложит их в системе.
{/toTeacher}
{^toTeacher}
Сообщите об этом педагогу. Если в эти дни занятий не будет, сразу договоритесь со специалистом о других: он предложит их в системе.
{/toTeacher}

[{#toTeacher}Открыть личный кабинет{/toTeacher}{^toTeacher}Открыть заявление{/toTeacher}] {url}`,
	},
	{
		sample: {
			...sampleSchedule,
			attestationForm: "in_person",
			by: "Экспертова Анна Олеговна",
			visits: ["2026-10-06", "2026-10-13"],
			reason: "Третий урок, 7 «Б», и классный час.",
		},
		variants: {
			"Один день": { visits: ["2026-10-06"], reason: null },
			Организации: { audience: "school", url: "https://attestation.example/school/applications/sample" },
		},
		mandatory: ["by", "visits"],
	},
)
