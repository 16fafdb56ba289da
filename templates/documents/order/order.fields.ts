import { z } from "zod"
import { defineForm, maybe, text } from "#templates/form.ts"

const groups = z
	.array(
		z.strictObject({
			municipality: text("Муниципалитет, именительный падеж"),
			rows: z
				.array(
					z.strictObject({
						number: text("№ п/п"),
						name: text("ФИО педагога, именительный падеж"),
						position: text("Должность с предметом, именительный падеж"),
						workplace: text("Место работы"),
					}),
				)
				.min(1),
		}),
	)
	.min(1)

const fields = z.strictObject({
	department: maybe(
		text("Орган, издающий распоряжение, именительный падеж — из настроек; нет — шапка бланка"),
	),
	date: maybe(text("Дата распоряжения («30» сентября 2026 г.); нет — место, чтобы вписать")),
	number: maybe(text("Номер распоряжения; нет — место, чтобы вписать")),
	city: maybe(text("Населённый пункт («г. Томск») — из настроек")),
	about: text("О чём распоряжение: «Об установлении квалификационных категорий …»"),
	order: text("Порядок проведения аттестации с реквизитами приказа, родительный падеж — из справочника"),
	commission: text("Комиссия в родительном падеже («решения … комиссии») — из настроек"),
	protocol: z.strictObject({
		number: text("Номер протокола"),
		date: text("Дата протокола, ДД.ММ.ГГГГ"),
	}),
	lists: z
		.array(
			z.strictObject({
				number: text("Номер пункта распоряжения"),
				from: text("Дата решения комиссии, с неё установлена категория («28» сентября 2026 г.)"),
				category: text("Категория в винительном падеже («первую»)"),
				groups,
			}),
		)
		.describe("Кому установлена категория: по пункту на категорию"),
	refusals: z
		.array(
			z.strictObject({
				number: text("Номер пункта распоряжения"),
				category: text("Категория в родительном падеже («высшей»)"),
				groups,
			}),
		)
		.describe("Кому отказано: по пункту на категорию; эти пункты на сайте не размещают"),
	lastNumber: text("Номер последнего пункта"),
	lastPoint: text("Последний пункт: что размещают на сайте или доводят до сведения, с точкой"),
	signatory: z.strictObject({
		post: maybe(text("Должность подписывающего — из настроек; нет — линейка")),
		name: maybe(text("Инициалы и фамилия подписывающего — из настроек; нет — линейка")),
	}),
})

type Order = z.output<typeof fields>
type Group = Order["lists"][number]["groups"][number]

const NAMES = [
	"Ахметова Зульфия Рашидовна",
	"Вознесенская-Преображенская Александра Константиновна",
	"Достоевский Пётр Ильич",
	"Шмидт Анна",
]
const group = (municipality: string, from: number, count: number): Group => ({
	municipality,
	rows: Array.from({ length: count }, (_, index) => ({
		number: String(from + index),
		name: NAMES[index % NAMES.length] ?? "",
		position: index % 4 === 3 ? "воспитатель" : "учитель математики",
		workplace: `МАОУ СОШ № ${901 + (index % 7)}`,
	})),
})

const both: Order = {
	department: "Департамент образования Примерной области",
	date: "«30» сентября 2026 г.",
	number: "1600-р",
	city: "г. Томск",
	about: "Об установлении квалификационных категорий педагогическим работникам",
	order:
		"Порядка проведения аттестации педагогических работников организаций, осуществляющих образовательную деятельность, утверждённого приказом Министерства просвещения Российской Федерации от 24.03.2023 № 196",
	commission: "аттестационной комиссии Департамента образования Примерной области",
	protocol: { number: "7", date: "28.09.2026" },
	lists: [
		{
			number: "1",
			from: "«28» сентября 2026 г.",
			category: "первую",
			groups: [group("Город Томск", 1, 3), group("Колпашевский район", 4, 1)],
		},
		{
			number: "2",
			from: "«28» сентября 2026 г.",
			category: "высшую",
			groups: [group("Областные образовательные учреждения", 1, 2)],
		},
	],
	refusals: [],
	lastNumber: "3",
	lastPoint: "Разместить настоящее распоряжение на официальном сайте.",
	signatory: { post: "Начальник Департамента", name: "А. В. Образцов" },
}

export const order = defineForm({
	id: "order",
	title: "Распоряжение об установлении квалификационных категорий",
	fields,
	samples: {
		"две категории, три муниципалитета": both,
		"двоим установлена, одному отказано": {
			...both,
			lists: [
				{
					number: "1",
					from: "«28» сентября 2026 г.",
					category: "первую",
					groups: [group("Город Томск", 1, 2)],
				},
			],
			refusals: [{ number: "2", category: "высшей", groups: [group("Колпашевский район", 1, 1)] }],
			lastNumber: "3",
			lastPoint: "Разместить пункт 1 настоящего распоряжения на официальном сайте.",
		},
		"только отказ": {
			...both,
			about: "Об отказе в установлении квалификационных категорий педагогическим работникам",
			lists: [],
			refusals: [{ number: "1", category: "первой", groups: [group("Город Томск", 1, 1)] }],
			lastNumber: "2",
			lastPoint: "Довести настоящее распоряжение до сведения педагогических работников и их работодателей.",
		},
		"один педагог, реквизиты вписываются от руки": {
			...both,
			department: null,
			city: null,
			date: null,
			number: null,
			lists: [
				{
					number: "1",
					from: "«28» сентября 2026 г.",
					category: "первую",
					groups: [group("Город Томск", 1, 1)],
				},
			],
			lastNumber: "2",
			signatory: { post: null, name: null },
		},
		"500 педагогов на многих листах": {
			...both,
			lists: [
				{
					number: "1",
					from: "«28» сентября 2026 г.",
					category: "первую",
					groups: [group("Город Томск", 1, 250), group("Колпашевский район", 251, 250)],
				},
			],
			lastNumber: "2",
		},
	},
	fileName: (data) => `Распоряжение об установлении категорий${data.number ? ` № ${data.number}` : ""}`,
})
