import { applicationLetter } from "./application-data.ts"

/** To the experts and the coordinators. `dueOn`: the last day for the conclusion. */
export const conclusionReturned = applicationLetter(
	{
		subject: "Заключение возвращено: {teacherName}",
		body: `
{greeting}

Оператор вернул итоговое заключение: {teacherName}, {position}. Прежнее заключение больше не действует.

{#reason}
Что нужно исправить:

> {reason}

{/reason}
{#toExperts}
Исправьте заключение, подпишите его и прикрепите снова{#dueOn} не позднее {dueOn}{/dueOn}.
{/toExperts}
{^toExperts}
Проверьте, что специалисты исправили заключение и прикрепили его снова{#dueOn} не позднее {dueOn}{/dueOn}.
{/toExperts}

[Открыть заявление] {url}`,
	},
	{
		sample: {
			audience: "experts",
			recipientName: "Анна Олеговна",
			reason: "Нет подписи второго специалиста.",
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
