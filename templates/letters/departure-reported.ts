import { applicationLetter, SCHEDULE, sampleSchedule } from "./application-data.ts"

/** To coordinators and operators: an expert has heard that the teacher left. The coordinator decides what follows. */
export const departureReported = applicationLetter(
	{
		subject: "Специалист сообщает об увольнении педагога: {teacherName}",
		body: `
{greeting}

Специалист по аттестации{#by} {by}{/by} сообщает об увольнении или переходе на другую работу: {teacherName}, {position}, {municipality}.

{#reason}
> {reason}

{/reason}
${SCHEDULE}

{#toOperators}
Решение принимает муниципальный координатор: он свяжется с педагогом и организацией и, если это так, оформит отзыв заявления.
{/toOperators}
{^toOperators}
Свяжитесь с педагогом и организацией сегодня или завтра. Если педагог уволился, оформите отзыв заявления: откройте «Отзыв заявления педагогического работника». Если он продолжает работать, делать ничего не нужно.
{/toOperators}

[Открыть заявление] {url}`,
	},
	{
		sample: {
			...sampleSchedule,
			audience: "coordinators",
			by: "Знатоков Игорь Петрович",
			recipientName: null,
			reason: "В школе сказали, что с 1 октября работает в другом районе.",
			url: "https://attestation.example/municipality/applications/sample",
		},
		variants: {
			Оператору: {
				audience: "operators",
				url: "https://attestation.example/operator/applications/sample",
			},
		},
		mandatory: ["teacherName", "reason"],
	},
)
