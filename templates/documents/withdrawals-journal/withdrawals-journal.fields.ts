import { z } from "zod"
import { defineForm, text } from "#templates/form.ts"

const fields = z.strictObject({
	municipality: text("Муниципалитет, именительный падеж; кавычки ставит шаблон"),
	year: text("Год журнала"),
	rows: z
		.array(
			z.strictObject({
				number: text("№ п/п"),
				register: text("Регистрационный номер («№ 3»)"),
				date: text("Дата регистрации отзыва, ДД.ММ.ГГГГ"),
				name: text("ФИО педагога, именительный падеж"),
				position: text("Должность с предметом, именительный падеж"),
				workplace: text("Место работы"),
				reason: text("Причина отзыва, как она написана в заявлении"),
				by: text("Кем отозвано: «педагогом» или должность и ФИО координатора"),
			}),
		)
		.describe("Зарегистрированные заявления на отзыв за год, по номерам"),
	coordinator: z.strictObject({
		post: text("Должность муниципального координатора, именительный падеж"),
		initials: text("Инициалы и фамилия координатора"),
	}),
	printedOn: text("Дата, на которую составлен журнал, ДД.ММ.ГГГГ"),
})

type Journal = z.output<typeof fields>

const PEOPLE = [
	["Ахметова Зульфия Рашидовна", "учитель математики", "По состоянию здоровья.", "педагогом"],
	["Шмидт Анна", "воспитатель", "увольнение", "координатором: Шевченко Лариса Павловна"],
	[
		"Вознесенская-Преображенская Александра Константиновна",
		"советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
		"педагог находится на длительном лечении и просит перенести аттестацию на следующий учебный год",
		"педагогом",
	],
] as const

const rows = (count: number): Journal["rows"] =>
	Array.from({ length: count }, (_, index) => {
		const [name, position, reason, by] = PEOPLE[index % PEOPLE.length] ?? PEOPLE[0]
		return {
			number: String(index + 1),
			register: `№ ${index + 1}`,
			date: "21.09.2026",
			name,
			position,
			workplace: `МАОУ СОШ № ${901 + (index % 7)} г. Томска`,
			reason,
			by,
		}
	})

const few: Journal = {
	municipality: "Город Томск",
	year: "2026",
	rows: rows(3),
	coordinator: {
		post: "Специалист, ответственный за аттестацию по муниципальному образованию",
		initials: "Л. П. Шевченко",
	},
	printedOn: "01.10.2026",
}

export const withdrawalsJournal = defineForm({
	id: "withdrawals-journal",
	title: "Журнал регистрации отозванных заявлений педагогических работников на аттестацию",
	fields,
	samples: {
		"три отзыва": few,
		"один отзыв": { ...few, rows: rows(1) },
		"500 отзывов на многих листах": { ...few, rows: rows(500) },
		"отзывов ещё нет": { ...few, rows: [] },
	},
	fileName: (data) => `Журнал регистрации отозванных заявлений ${data.year} — ${data.municipality}`,
})
