import { longDate } from "#app/utils/russian.ts"
import {
	type ApplicationLetterFacts,
	applicationLetter,
	isTeacher,
	named,
	noLaterThan,
	scheduleLines,
} from "./application-data.ts"
import { greeting } from "./common.ts"

function whatNext(data: ApplicationLetterFacts): string {
	const remote = data.attestationForm === "remote"
	if (!isTeacher(data))
		return remote
			? `Сообщите об этом педагогу: материалы он загружает${noLaterThan(data)}, специалисты изучат их дистанционно.`
			: "Сообщите об этом педагогу и согласуйте время посещения занятий специалистами."
	return remote
		? `Загрузите материалы в разделе «Документы»${noLaterThan(data)}: специалисты изучат их там.`
		: "Специалисты свяжутся с Вами, чтобы согласовать время посещения занятий."
}

/** To the teacher and to the school; `dueOn`: the last day for evidence of the remote form. */
export const scheduleApproved = applicationLetter(
	{
		subject: (data) =>
			isTeacher(data) ? "График аттестации утверждён" : named("График аттестации утверждён", data),
		paragraphs: (data) => [
			greeting(data),
			data.order
				? `График аттестации утверждён распоряжением от ${longDate(data.order.date)} № ${data.order.number}.`
				: "График аттестации утверждён.",
			isTeacher(data)
				? scheduleLines(data)
				: `${data.teacherName}, ${data.position}.\n${scheduleLines(data)}`,
			whatNext(data),
			{ button: isTeacher(data) ? "Открыть личный кабинет" : "Открыть заявление", url: data.url },
		],
	},
	{
		period: "октябрь-ноябрь 2026",
		experts: [
			{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
			{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
		],
		order: { number: "15-р", date: "2026-09-15" },
		dueOn: "2026-10-01",
	},
)
