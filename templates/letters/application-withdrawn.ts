import { applicationLetter, capital, named, theirs } from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the experts and to the school. */
export const applicationWithdrawn = applicationLetter(
	{
		subject: (data) => named("Заявление отозвано", data),
		paragraphs: (data) => [
			greeting(data),
			`${capital(theirs(data))} отозвано${data.period ? `; период аттестации был «${data.period}»` : ""}.`,
			data.audience === "experts"
				? "Аттестация не проводится, документы педагога Вам больше не доступны. Делать ничего не нужно."
				: "Аттестация по нему не проводится. Педагог может подать новое заявление.",
			{ button: "Открыть личный кабинет", url: data.url },
		],
	},
	{
		period: "октябрь-ноябрь 2026",
		experts: [
			{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
			{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
		],
		audience: "experts",
		url: "https://attestation.example/expert/attestation",
	},
)
