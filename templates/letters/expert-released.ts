import { applicationLetter, named, quoted } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the expert who was replaced. */
export const expertReleased = applicationLetter(
	{
		subject: (data) => named("Вы больше не назначены специалистом", data),
		paragraphs: (data) => [
			greeting(data),
			`Аттестацию, которую вели Вы, передали другому специалисту: ${data.teacherName}, ${data.position}.`,
			...quoted("Причина замены:", data),
			"Документы этого педагога Вам больше не доступны. Делать ничего не нужно.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{
		audience: "released",
		recipientName: "Игорь Петрович",
		recipientSex: "m",
		reason: "Специалист в отпуске.",
		url: "https://attestation.example/expert",
	},
)
