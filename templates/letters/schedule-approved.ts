import { applicationLetter, SCHEDULE, sampleSchedule } from "./application-data.ts"

/** To the teacher and to the school. `dueOn`: the last day for evidence of the remote form. */
export const scheduleApproved = applicationLetter(
	{
		subject: "График аттестации утверждён{^toTeacher}: {teacherName}{/toTeacher}",
		body: `
{greeting}

График аттестации утверждён{#order} распоряжением от {date} № {number}{/order}.

{^toTeacher}
{teacherName}, {position}.
{/toTeacher}
${SCHEDULE}

{#toTeacher}
{#remote}
Загрузите материалы в разделе «Документы»{#dueOn} не позднее {dueOn}{/dueOn}: специалисты изучат их там.
{/remote}
{^remote}
Специалисты позвонят или напишут Вам, чтобы договориться, когда прийти на занятия.
{/remote}
{/toTeacher}
{^toTeacher}
{#remote}
Сообщите об этом педагогу: материалы он загружает{#dueOn} не позднее {dueOn}{/dueOn}, специалисты изучат их дистанционно.
{/remote}
{^remote}
Сообщите об этом педагогу и договоритесь со специалистами, когда они придут на занятия.
{/remote}
{/toTeacher}

[{#toTeacher}Открыть личный кабинет{/toTeacher}{^toTeacher}Открыть заявление{/toTeacher}] {url}`,
	},
	{
		sample: { ...sampleSchedule, order: { number: "15-р", date: "2026-09-15" }, dueOn: "2026-10-01" },
		variants: {
			"Очная форма": { attestationForm: "in_person", dueOn: null },
			Организации: { audience: "school", url: "https://attestation.example/school/applications/sample" },
		},
		mandatory: ["period", "experts"],
	},
)
