import { reminder } from "./reminder.ts"

/** To the two experts of an application whose conclusion is sent on paper through the head of the subject group, before the 10th. */
export const paperToHead = reminder(
	{
		subject: "Передайте заключение руководителю предметной группы{#teacherName}: {teacherName}{/teacherName}",
		body: `
{greeting}

Руководитель предметной группы ещё не отметил, что получил второй экземпляр итогового заключения{#teacherName}: {teacherName}{#position}, {position}{/position}{/teacherName}{#period}, период {period}{/period}. Передайте его не позднее {dueOn}.

Если заключение уже передано, попросите руководителя группы отметить его в системе. Если Вы не можете участвовать в аттестации, нажмите «Не могу» и укажите причину.

[Открыть заявление] {url}`,
	},
	{
		reader: "expert",
		sample: { dueOn: "2026-11-10", url: "https://attestation.example/expert/attestation/sample" },
		mandatory: ["teacherName"],
	},
)
