import { longDate } from "#app/utils/russian.ts"
import { type ApplicationLetterFacts, applicationLetter } from "./application-data.ts"
import { greeting } from "./common.ts"

const claimed = ({ category, position }: ApplicationLetterFacts) =>
	`по заявлению на ${category} квалификационную категорию, должность «${position}»`

interface Told {
	subject: string
	decided: (data: ApplicationLetterFacts) => string
	further: string
}

const GRANTED: Told = {
	subject: "Квалификационная категория установлена",
	decided: (data) => `Вам установлена квалификационная категория ${claimed(data)}.`,
	further: "Категория и дата её установления записаны в Вашем личном кабинете.",
}
const REFUSED: Told = {
	subject: "Решение аттестационной комиссии",
	decided: (data) => `Аттестационная комиссия отказала в установлении категории ${claimed(data)}.`,
	further: "О причинах и о том, когда можно подать заявление снова, спросите координатора.",
}
/** Nobody is told of a refusal that was not. */
const UNTOLD: Told = {
	subject: REFUSED.subject,
	decided: (data) => `Аттестационная комиссия приняла решение ${claimed(data)}.`,
	further: "Решение Вы увидите в личном кабинете.",
}

const told = ({ decision }: ApplicationLetterFacts) =>
	decision === "granted" ? GRANTED : decision === "refused" ? REFUSED : UNTOLD

export const applicationDecided = applicationLetter(
	{
		subject: (data) => told(data).subject,
		paragraphs: (data) => [
			greeting(data),
			told(data).decided(data),
			data.order ? `Распорядительный акт от ${longDate(data.order.date)} № ${data.order.number}.` : null,
			told(data).further,
			{ button: "Посмотреть решение", url: data.url },
		],
	},
	{ decision: "granted", order: { number: "42-р", date: "2026-11-27" } },
)
