import { longDate } from "#app/utils/russian.ts"
import { type ApplicationLetterFacts, applicationLetter } from "./application-data.ts"
import { greeting } from "./common.ts"

const claimed = ({ category, position }: ApplicationLetterFacts) =>
	`по заявлению на ${category} квалификационную категорию, должность «${position}»`

interface DecisionWords {
	subject: string
	decided: (data: ApplicationLetterFacts) => string
	further: string
}

const GRANTED: DecisionWords = {
	subject: "Квалификационная категория установлена",
	decided: (data) => `Вам установлена квалификационная категория ${claimed(data)}.`,
	further: "Категория и дата её установления записаны в Вашем личном кабинете.",
}
const REFUSED: DecisionWords = {
	subject: "Решение аттестационной комиссии",
	decided: (data) => `Аттестационная комиссия отказала в установлении категории ${claimed(data)}.`,
	further: "О причинах и о том, когда можно подать заявление снова, спросите координатора.",
}
/** Used if the decision is missing, so that nobody is wrongly told of a refusal. */
const UNKNOWN: DecisionWords = {
	subject: REFUSED.subject,
	decided: (data) => `Аттестационная комиссия приняла решение ${claimed(data)}.`,
	further: "Решение Вы увидите в личном кабинете.",
}

const wordsOf = ({ decision }: ApplicationLetterFacts) =>
	decision === "granted" ? GRANTED : decision === "refused" ? REFUSED : UNKNOWN

export const applicationDecided = applicationLetter(
	{
		subject: (data) => wordsOf(data).subject,
		paragraphs: (data) => [
			greeting(data),
			wordsOf(data).decided(data),
			data.order ? `Распорядительный акт от ${longDate(data.order.date)} № ${data.order.number}.` : null,
			wordsOf(data).further,
			{ button: "Посмотреть решение", url: data.url },
		],
	},
	{ decision: "granted", order: { number: "42-р", date: "2026-11-27" } },
)
