import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	municipality: text("Муниципалитет, именительный падеж; кавычки ставит шаблон"),
	year: text("Год журнала"),
	rows: z
		.array(
			z.strictObject({
				number: text("№ п/п"),
				register: text("Регистрационный номер («№ 17»); у отклонённого заявления прочерк"),
				date: text("Дата решения, ДД.ММ.ГГГГ"),
				name: text("ФИО педагога, именительный падеж"),
				position: text("Должность с предметом, именительный падеж"),
				workplace: text("Место работы"),
				current: text("Имеющаяся категория, именительный падеж («первая», «не имею»)"),
				currentEndsOn: text("Дата окончания срока, ДД.ММ.ГГГГ, «бессрочно» или прочерк"),
				category: text("Заявленная категория, именительный падеж"),
				form: text("«очно» или «дистанционно»"),
				decision: text("«зарегистрировано» или «отклонено»"),
				reason: maybe(text("Причина отклонения; точку в конце ставит автор")),
				by: text("ФИО того, кто принял решение"),
			}),
		)
		.describe("Решения по заявлениям за год, по времени"),
	coordinator: z.strictObject({
		post: text("Должность муниципального координатора, именительный падеж"),
		initials: text("Инициалы и фамилия координатора"),
	}),
	printedOn: text("Дата, на которую составлен журнал, ДД.ММ.ГГГГ"),
})

type Journal = z.output<typeof fields>

const PEOPLE = [
	["Ахметова Зульфия Рашидовна", "учитель математики", "первая", "30.04.2027", "высшая", "очно"],
	[
		"Вознесенская-Преображенская Александра Константиновна",
		"педагог-психолог",
		"не имею",
		"—",
		"первая",
		"дистанционно",
	],
	["Ким Юлия Викторовна", "воспитатель", "высшая", "бессрочно", "высшая", "очно"],
	["Шмидт Анна", "педагог дополнительного образования (хореография)", "не имею", "—", "первая", "очно"],
] as const

const rows = (count: number): Journal["rows"] =>
	Array.from({ length: count }, (_, index) => {
		const [name, position, current, currentEndsOn, category, form] =
			PEOPLE[index % PEOPLE.length] ?? PEOPLE[0]
		const rejected = index % PEOPLE.length === 3
		return {
			number: String(index + 1),
			register: rejected ? "—" : `№ ${index + 1}`,
			date: "15.09.2026",
			name,
			position,
			workplace: `МАОУ СОШ № ${901 + (index % 7)} г. Томска`,
			current,
			currentEndsOn,
			category,
			form,
			decision: rejected ? "отклонено" : "зарегистрировано",
			reason: rejected ? "Отсутствие подписи подавшего заявление" : null,
			by: "Шевченко Лариса Павловна",
		}
	})

const few: Journal = {
	municipality: "Город Томск",
	year: "2026",
	rows: rows(4),
	coordinator: {
		post: "Специалист, ответственный за аттестацию по муниципальному образованию",
		initials: "Л. П. Шевченко",
	},
	printedOn: "01.10.2026",
}

export const registrationJournal = defineForm({
	id: "registration-journal",
	title: "Журнал регистрации заявлений педагогических работников на аттестацию",
	fields,
	samples: {
		"четыре решения, одно заявление отклонено": few,
		"одно решение": { ...few, rows: rows(1) },
		"500 решений на многих листах": {
			...few,
			municipality: "Областные образовательные учреждения",
			rows: rows(500),
		},
		"решений ещё нет": { ...few, rows: [] },
	},
	fileName: (data) => `Журнал регистрации заявлений ${data.year} — ${data.municipality}`,
})
