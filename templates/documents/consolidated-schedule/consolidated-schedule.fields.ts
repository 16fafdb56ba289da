import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"

const count = (what: string) => text(`Число педагогов: ${what}`)
const counts = {
	firstInPerson: count("первая категория, очно"),
	firstRemote: count("первая категория, дистанционно"),
	highestInPerson: count("высшая категория, очно"),
	highestRemote: count("высшая категория, дистанционно"),
	all: count("всего"),
}

const fields = z.strictObject({
	period: text("Период в предложном падеже («в январе-феврале 2027 г.») — из справочника"),
	approved: maybe(
		z.strictObject({
			heading: text("«к распоряжению» или «к распоряжениям» с органом в родительном падеже — из настроек"),
			orders: z
				.array(
					z.strictObject({
						date: text("Дата распоряжения, ДД.ММ.ГГГГ"),
						number: text("Номер распоряжения"),
					}),
				)
				.min(1)
				.describe("Распоряжения, которыми утверждены графики; обычно одно"),
		}),
	).describe("Утверждение графиков всех муниципалитетов; нет — на каждом листе «Не утверждён»"),
	rows: z
		.array(
			z.strictObject({
				number: text("№ п/п"),
				municipality: text("Муниципалитет, именительный падеж, кратко"),
				name: text("ФИО педагога, именительный падеж"),
				category: text("Заявленная категория, именительный падеж («первая»)"),
				form: text("«очно» или «дистанционно»"),
				position: text("Должность с предметом, именительный падеж"),
				workplace: text("Место работы"),
				experts: z
					.array(
						z.strictObject({
							name: text("ФИО эксперта полностью, именительный падеж"),
							position: text("Должность эксперта с предметом, именительный падеж"),
							workplace: text("Место работы эксперта"),
						}),
					)
					.max(2)
					.describe("Назначенные эксперты; в утверждённом графике двое"),
			}),
		)
		.describe("Педагоги на общих основаниях: по порядку муниципалитетов, затем по фамилии"),
	municipalities: z
		.array(z.strictObject({ municipality: text("Муниципалитет, именительный падеж, кратко"), ...counts }))
		.describe("Сколько педагогов в каждом муниципалитете"),
	total: z.strictObject(counts).describe("Итого по региону"),
})

type Schedule = z.output<typeof fields>

const PLACES = ["г. Томск", "г. Северск", "Колпашевский район", "Областные организации"] as const
const PEOPLE = [
	["Ахметова Зульфия Рашидовна", "первая", "очно", "учитель математики"],
	["Вознесенская-Преображенская Александра Константиновна", "высшая", "дистанционно", "педагог-психолог"],
	["Достоевский Пётр Ильич", "первая", "очно", "педагог дополнительного образования (хореография)"],
	["Ким Юлия Викторовна", "высшая", "очно", "воспитатель"],
	["Шмидт Анна", "первая", "дистанционно", "учитель-логопед"],
] as const
const EXPERTS = [
	{
		name: "Лебедев Лев Игоревич",
		position: "учитель математики",
		workplace: "МБОУ СОШ № 921 г. Томска",
	},
	{
		name: "Петрова-Водкина Анастасия Сергеевна",
		position: "старший методист",
		workplace: "МАУ «Информационно-методический центр»",
	},
]

/** This many rows of teachers, distributed over the municipalities in turn. */
const rows = (count: number): Schedule["rows"] =>
	Array.from({ length: count }, (_, index) => {
		const [name, category, form, position] = PEOPLE[index % PEOPLE.length] ?? PEOPLE[0]
		return {
			number: String(index + 1),
			municipality: PLACES[Math.floor((index * PLACES.length) / count)] ?? PLACES[0],
			name,
			category,
			form,
			position,
			workplace: `МАОУ СОШ № ${901 + (index % 7)}`,
			experts: EXPERTS,
		}
	})

const countsOf = (some: Schedule["rows"]): Schedule["total"] => {
	const of = (category: string, form: string) =>
		String(some.filter((row) => row.category === category && row.form === form).length)
	return {
		firstInPerson: of("первая", "очно"),
		firstRemote: of("первая", "дистанционно"),
		highestInPerson: of("высшая", "очно"),
		highestRemote: of("высшая", "дистанционно"),
		all: String(some.length),
	}
}

const of = (some: Schedule["rows"]): Schedule => ({
	period: "в январе-феврале 2027 г.",
	approved: {
		heading: "к распоряжению Департамента образования Примерной области",
		orders: [{ date: "14.12.2026", number: "1522-р" }],
	},
	rows: some,
	municipalities: [...new Set(some.map(({ municipality }) => municipality))].map((municipality) => ({
		municipality,
		...countsOf(some.filter((row) => row.municipality === municipality)),
	})),
	total: countsOf(some),
})

export const consolidatedSchedule = defineForm({
	id: "consolidated-schedule",
	title: "Сводный график проведения аттестации",
	fields,
	samples: {
		"утверждён, 12 строк в четырёх муниципалитетах": of(rows(12)),
		"утверждён двумя распоряжениями, одна строка": {
			...of(rows(1)),
			approved: {
				heading: "к распоряжениям Департамента образования Примерной области",
				orders: [
					{ date: "14.12.2026", number: "1522-р" },
					{ date: "15.12.2026", number: "1530-р" },
				],
			},
		},
		"не утверждён, специалисты назначены не всем": {
			...of(rows(4)),
			period: "в декабре 2026 - январе 2027 г.",
			approved: null,
			rows: rows(4).map((row, index) => ({ ...row, experts: row.experts.slice(0, index % 3) })),
		},
		"не утверждён, заявлений нет": { ...of([]), approved: null },
		"утверждён, 500 строк на многих листах": of(rows(500)),
	},
	fileName: (data) => `Сводный график ${data.period}${data.approved ? " (утверждён)" : " (не утверждён)"}`,
})
