import { applicationLetter, SCHEDULE, sampleSchedule } from "./application-data.ts"

/** `dueOn`: the last day for the experts to contact the teacher. */
export const expertAssigned = applicationLetter(
	{
		subject: "Вы назначены специалистом по аттестации: {teacherName}",
		body: `
{greeting}

Вам поручено провести аттестацию: {teacherName}, {position}, на {category} квалификационную категорию.

${SCHEDULE}

Изучите заявление и материалы{^remote}, свяжитесь с педагогом{/remote}{#dueOn} не позднее {dueOn}{/dueOn}. Если Вы не можете участвовать, нажмите «Не могу» и укажите причину: Вам найдут замену.

[Открыть заявление] {url}`,
	},
	{
		sample: {
			...sampleSchedule,
			audience: "experts",
			recipientName: "Анна Олеговна",
			attestationForm: "in_person",
			dueOn: "2026-09-17",
			url: "https://attestation.example/expert/attestation",
		},
		mandatory: ["teacherName"],
	},
)
