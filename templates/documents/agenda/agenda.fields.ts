import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"

const questions = (result: string) =>
	maybe(
		z.strictObject({
			rows: z
				.array(
					z.strictObject({
						number: text("№ п/п"),
						municipality: text("Муниципалитет, именительный падеж, кратко"),
						name: text("ФИО педагога, именительный падеж"),
						position: text("Должность с предметом, именительный падеж"),
						workplace: text("Место работы"),
						category: text("Заявленная категория, именительный падеж («первая»)"),
						result: text(result),
						remark: maybe(text("Замечание («Педагог не подписал: …»)")),
					}),
				)
				.min(1),
		}),
	)

const fields = z.strictObject({
	commission: text("Комиссия в родительном падеже («заседания … комиссии») — из настроек"),
	date: text("Дата заседания («28» сентября 2026 г.)"),
	startsAt: maybe(text("Время начала («10:00»); нет — место, чтобы вписать")),
	place: maybe(text("Место заседания; нет — линейка")),
	generalCount: text("Сколько педагогов на общих основаниях («12 педагогов»)"),
	general: questions("Итог анализа: «соответствует» или «не соответствует»").describe(
		"Педагоги с проверенным заключением: по порядку муниципалитетов, затем по фамилии",
	),
	simplifiedCount: text("Сколько педагогов по упрощённой форме («2 педагога»)"),
	simplified: questions("Основание упрощённой формы — из справочника").describe(
		"Педагоги, аттестуемые по упрощённой форме",
	),
	secretary: maybe(text("Инициалы и фамилия секретаря — из настроек; нет — линейка")),
})

type Agenda = z.output<typeof fields>
type Row = NonNullable<Agenda["general"]>["rows"][number]

const NAMES = [
	"Ахметова Зульфия Рашидовна",
	"Вознесенская-Преображенская Александра Константиновна",
	"Достоевский Пётр Ильич",
	"Шмидт Анна",
]
const rows = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		number: String(index + 1),
		municipality: index < count / 2 ? "г. Томск" : "Колпашевский район",
		name: NAMES[index % NAMES.length] ?? "",
		position: "учитель математики",
		workplace: `МАОУ СОШ № ${901 + (index % 7)} г. Томска`,
		category: index % 2 ? "высшая" : "первая",
		result: index % 5 === 4 ? "не соответствует" : "соответствует",
		remark: index === 1 ? "Педагог не подписал: на длительном лечении" : null,
	}))

const usual: Agenda = {
	commission: "аттестационной комиссии Департамента образования Примерной области",
	date: "«28» сентября 2026 г.",
	startsAt: "10:00",
	place: "г. Томск, ул. Примерная, д. 1, ауд. 305",
	generalCount: "4 педагога",
	general: { rows: rows(4) },
	simplifiedCount: "1 педагог",
	simplified: {
		rows: [
			{
				number: "1",
				municipality: "г. Северск",
				name: "Ким Юлия Викторовна",
				position: "воспитатель",
				workplace: "МБДОУ «Детский сад № 931»",
				category: "высшая",
				result: "Победитель или призёр конкурса профессионального мастерства педагогических работников",
				remark: null,
			},
		],
	},
	secretary: "О. Н. Примерова",
}

export const agenda = defineForm({
	id: "agenda",
	title: "Повестка заседания аттестационной комиссии",
	fields,
	samples: {
		"четверо на общих основаниях, одна по упрощённой форме": usual,
		"никого нет, место и секретарь не известны": {
			...usual,
			startsAt: null,
			place: null,
			generalCount: "нет",
			general: null,
			simplifiedCount: "нет",
			simplified: null,
			secretary: null,
		},
		"500 педагогов на многих листах": {
			...usual,
			generalCount: "500 педагогов",
			general: { rows: rows(500) },
		},
	},
	fileName: (data) => `Повестка заседания ${data.date}`,
})
