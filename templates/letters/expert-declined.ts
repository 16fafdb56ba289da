import { applicationLetter, named, quoted, scheduleLines } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To coordinators and operators. */
export const expertDeclined = applicationLetter(
	{
		subject: (data) => named("Специалист не может провести аттестацию", data),
		paragraphs: (data) => [
			greeting(data),
			`${data.by ? `Специалист ${data.by} сообщает` : "Специалист сообщил"}, что не может провести аттестацию: ${data.teacherName}, ${data.position}, ${data.municipality}.`,
			scheduleLines(data),
			...quoted("Причина:", data),
			data.audience === "operators"
				? "Замените специалиста: график уже утверждён, поэтому это делает оператор."
				: "Предложите оператору, кем заменить специалиста: график уже утверждён, поэтому замену вносит он.",
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{
		period: "октябрь-ноябрь 2026",
		experts: [
			{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
			{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
		],
		audience: "operators",
		by: "Знатоков Игорь Петрович",
		recipientName: null,
		reason: "Командировка до конца ноября.",
		url: "https://attestation.example/operator/applications/sample",
	},
)
