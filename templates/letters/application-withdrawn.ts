import { applicationLetter, sampleSchedule } from "./application-data.ts"

/** To the experts and to the school. */
export const applicationWithdrawn = applicationLetter(
	{
		subject: "Заявление отозвано: {teacherName}",
		body: `
{greeting}

Отозвано {application}{#period}; период аттестации был «{period}»{/period}.

{#toExperts}
Аттестация не проводится, документы педагога Вам больше не доступны. Делать ничего не нужно.
{/toExperts}
{^toExperts}
Аттестация по нему не проводится. Делать ничего не нужно: педагог может подать новое заявление в любой день.
{/toExperts}

[Открыть личный кабинет] {url}`,
	},
	{
		sample: { ...sampleSchedule, audience: "experts", url: "https://attestation.example/expert/attestation" },
		variants: { Организации: { audience: "school", url: "https://attestation.example/school" } },
	},
)
