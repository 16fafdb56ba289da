/** Every number of the procedure: days of a month, terms in days, months, years and hours. */
export interface ProcedureNumbers {
	/** Last day of registration for a period, in the month before it. */
	registration: number
	/** Last day for filling in the schedule. The period closes after it. */
	schedule: number
	publication: number
	expertsStudyDaysBefore: number
	/** In the second month of the period. */
	groupHead: number
	groupHeadPasses: number
	centre: number
	reviewDays: number
	attestationDays: number
	/** How long before the end of a category a teacher should apply. */
	renewalMonths: number
	/** An application for the same category is «too early» while at least this much of its term is left. */
	tooEarlyMonths: number
	refusalMonths: number
	/** Only under the old Order. */
	highestAfterYears: number
	invitationHours: number
}
export type NumberName = keyof ProcedureNumbers

const DAY_OF_MONTH = { unit: "число месяца", min: 1, max: 28 } as const

/** What an operator may enter. A day of the month stays within the shortest month. */
export const NUMBER_LIMITS: Readonly<
	Record<NumberName, { label: string; unit: string; min: number; max: number }>
> = {
	registration: { label: "Последний день регистрации", ...DAY_OF_MONTH },
	schedule: { label: "Последний день графика", ...DAY_OF_MONTH, max: 27 },
	publication: { label: "День публикации", ...DAY_OF_MONTH },
	expertsStudyDaysBefore: { label: "За сколько дней до начала", unit: "дней", min: 1, max: 28 },
	groupHead: { label: "День у руководителя группы", ...DAY_OF_MONTH },
	groupHeadPasses: { label: "День передачи координатору", ...DAY_OF_MONTH },
	centre: { label: "День в центре", ...DAY_OF_MONTH },
	reviewDays: { label: "Срок рассмотрения", unit: "дней", min: 1, max: 60 },
	attestationDays: { label: "Продолжительность аттестации", unit: "дней", min: 1, max: 120 },
	renewalMonths: { label: "За сколько месяцев советуем подавать", unit: "месяцев", min: 1, max: 24 },
	tooEarlyMonths: { label: "Сколько месяцев до окончания считать ранним", unit: "месяцев", min: 1, max: 60 },
	refusalMonths: { label: "Через сколько месяцев после отказа", unit: "месяцев", min: 1, max: 60 },
	highestAfterYears: { label: "Сколько лет после первой", unit: "лет", min: 1, max: 10 },
	// The program itself ends invitations after this term, so it cannot be changed.
	invitationHours: { label: "Сколько часов действует ссылка", unit: "часов", min: 24, max: 24 },
}

export const NUMBER_NAMES = Object.keys(NUMBER_LIMITS) as NumberName[]

/** Days that follow each other in the procedure, and terms of which one is shorter. `apart`: they must not be equal. */
const IN_ORDER: readonly { first: NumberName; second: NumberName; apart: boolean }[] = [
	{ first: "registration", second: "schedule", apart: false },
	{ first: "schedule", second: "publication", apart: true },
	{ first: "groupHead", second: "groupHeadPasses", apart: false },
	{ first: "groupHeadPasses", second: "centre", apart: false },
	{ first: "renewalMonths", second: "tooEarlyMonths", apart: true },
]

/** Numbers that contradict each other, in words: each may be right alone. */
export const contradictionsIn = (numbers: ProcedureNumbers): string[] =>
	IN_ORDER.flatMap(({ first, second, apart }) => {
		const [one, other] = [numbers[first], numbers[second]]
		if (one < other || (one === other && !apart)) return []
		const words = `«${NUMBER_LIMITS[first].label}» — ${one}, «${NUMBER_LIMITS[second].label}» — ${other}`
		return [`${words}: первое должно быть ${apart ? "меньше второго" : "не больше второго"}.`]
	})
