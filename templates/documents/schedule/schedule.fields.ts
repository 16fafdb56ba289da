import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"

const expert = z.strictObject({
	name: text("ФИО эксперта полностью, именительный падеж"),
	position: text("Должность эксперта с предметом, именительный падеж"),
	workplace: text("Место работы эксперта"),
})

const fields = z.strictObject({
	municipality: text("Муниципалитет, именительный падеж; кавычки ставит шаблон"),
	period: text("Период в предложном падеже («в январе-феврале 2027 г.») — из справочника"),
	approved: maybe(
		z.strictObject({
			department: text("Орган, издавший распоряжение, родительный падеж — из настроек"),
			orderNumber: text("Номер распоряжения"),
			orderDate: text("Дата распоряжения, ДД.ММ.ГГГГ"),
		}),
	).describe("Утверждение; нет — на каждом листе «Не утверждён»"),
	rows: z
		.array(
			z.strictObject({
				number: text("№ п/п"),
				name: text("ФИО педагога, именительный падеж"),
				category: text("Заявленная категория, именительный падеж («первая»)"),
				form: text("«очно» или «дистанционно»"),
				position: text("Должность с предметом, именительный падеж"),
				workplace: text("Место работы"),
				experts: z.array(expert).max(2).describe("Назначенные эксперты; в утверждённом графике двое"),
			}),
		)
		.describe("Педагоги, аттестуемые на общих основаниях, по фамилии"),
	coordinator: z.strictObject({
		post: text("Должность муниципального координатора, именительный падеж"),
		initials: text("Инициалы и фамилия координатора"),
		phone: text("РАБОЧИЙ телефон: график публикуется"),
	}),
})

type Schedule = z.output<typeof fields>

const PEOPLE = [
	["Ахметова Зульфия Рашидовна", "первая", "очно", "учитель математики"],
	["Вознесенская-Преображенская Александра Константиновна", "высшая", "дистанционно", "педагог-психолог"],
	["Достоевский Пётр Ильич", "первая", "очно", "педагог дополнительного образования (хореография)"],
	["Ким Юлия Викторовна", "высшая", "очно", "воспитатель"],
	["Шмидт Анна", "первая", "дистанционно", "учитель-логопед"],
] as const

const rows = (count: number): Schedule["rows"] =>
	Array.from({ length: count }, (_, index) => {
		const [name, category, form, position] = PEOPLE[index % PEOPLE.length] ?? PEOPLE[0]
		return {
			number: String(index + 1),
			name,
			category,
			form,
			position,
			workplace: `МАОУ СОШ № ${901 + (index % 7)} г. Томска`,
			experts: [
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
			],
		}
	})

const draft: Schedule = {
	municipality: "Город Томск",
	period: "в январе-феврале 2027 г.",
	approved: null,
	rows: rows(5).map((row, index) => (index < 3 ? row : { ...row, experts: row.experts.slice(0, 4 - index) })),
	coordinator: {
		post: "Специалист, ответственный за аттестацию по муниципальному образованию",
		initials: "Л. П. Шевченко",
		phone: "8 (3822) 00-00-03",
	},
}

const approved = {
	department: "Департамента образования Примерной области",
	orderNumber: "1522-р",
	orderDate: "14.12.2026",
}

export const schedule = defineForm({
	id: "schedule",
	title: "График проведения аттестации",
	fields,
	samples: {
		"не утверждён, у двоих эксперты назначены не полностью": draft,
		"утверждён, одна строка": { ...draft, approved, rows: rows(1) },
		"утверждён, очень длинные имена, заявлений мало": {
			...draft,
			approved,
			municipality: "Муниципальное образование «Примерно-Преображенский муниципальный район»",
			rows: rows(2).map((row) => ({
				...row,
				name: "Вознесенская-Преображенская Александра Константиновна",
				position: "советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
			})),
		},
		"утверждён, 500 строк на многих листах": {
			...draft,
			municipality: "Областные образовательные учреждения",
			period: "в декабре 2026 - январе 2027 г.",
			approved,
			rows: rows(500),
		},
		"не утверждён, заявлений нет": { ...draft, rows: [] },
	},
	fileName: (data) =>
		`График ${data.period} — ${data.municipality} (${data.approved ? "утверждён" : "не утверждён"})`,
})
