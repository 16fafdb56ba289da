import { applicationLetter } from "./application-data.ts"

/** To the experts and the coordinators. `dueOn`: the last day for the conclusion. */
export const conclusionDisputed = applicationLetter(
	{
		subject: "Педагог не согласен с заключением: {teacherName}",
		body: `
{greeting}

{teacherName}, {position}: педагог не согласен с итоговым заключением.

{#reason}
Что написал педагог:

> {reason}

{/reason}
{#toExperts}
Рассмотрите замечания{#dueOn} не позднее {dueOn}{/dueOn}. Исправленное заключение прикрепите вместо прежнего; если заключение верное, поговорите с педагогом.
{/toExperts}
{^toExperts}
Поговорите со специалистами и с педагогом{#dueOn} не позднее {dueOn}{/dueOn}. Заключение заменяют специалисты; если педагог так и не подпишет его, решает оператор.
{/toExperts}

[Открыть заявление] {url}`,
	},
	{
		sample: {
			audience: "experts",
			recipientName: "Анна Олеговна",
			reason: "Не учтены результаты олимпиады.",
			dueOn: "2026-11-15",
			url: "https://attestation.example/expert/attestation/sample",
		},
		variants: {
			Координатору: {
				audience: "coordinators",
				url: "https://attestation.example/municipality/applications/sample",
			},
		},
		mandatory: ["teacherName", "reason"],
	},
)
