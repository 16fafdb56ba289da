import { z } from "zod"
import { blank, defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	number: maybe(text("Номер протокола; нет — место, чтобы вписать")),
	commission: text("Комиссия в родительном падеже («заседания … комиссии») — из настроек"),
	date: text("Дата заседания («28» сентября 2026 г.)"),
	members: maybe(text("Число членов комиссии; нет — место, чтобы вписать")),
	present: maybe(text("Сколько членов комиссии присутствовало; нет — место, чтобы вписать")),
	quorum: maybe(text("«имеется» или «отсутствует»; нет — место, чтобы вписать")),
	chair: maybe(text("Инициалы и фамилия председателя — из настроек; нет — линейка")),
	deputy: maybe(text("Инициалы и фамилия заместителя председателя — из настроек; нет — линейка")),
	secretary: maybe(text("Инициалы и фамилия секретаря — из настроек; нет — линейка")),
	generalCount: text("Сколько педагогов на общих основаниях («12 педагогов»)"),
	simplifiedCount: text("Сколько педагогов по упрощённой форме («2 педагога»)"),
	rows: z
		.array(
			z.strictObject({
				number: text("№ п/п"),
				name: text("ФИО педагога, именительный падеж"),
				position: text("Должность с предметом, именительный падеж"),
				workplace: text("Место работы"),
				municipality: blank(
					"Муниципалитет, именительный падеж, кратко; пусто, если он назван в месте работы",
				),
				category: text("Заявленная категория, именительный падеж («первая»)"),
				decision: blank("«установить» или «отказать»; пусто — решение ещё не внесено"),
			}),
		)
		.describe("Педагоги повестки по порядку муниципалитетов; голоса вписывает секретарь"),
	voters: z
		.array(text("«Член комиссии»"))
		.describe("Строки для подписей остальных голосовавших членов комиссии"),
})

type Protocol = z.output<typeof fields>

const NAMES = [
	"Ахметова Зульфия Рашидовна",
	"Вознесенская-Преображенская Александра Константиновна",
	"Достоевский Пётр Ильич",
	"Шмидт Анна",
]
const rows = (count: number): Protocol["rows"] =>
	Array.from({ length: count }, (_, index) => ({
		number: String(index + 1),
		name: NAMES[index % NAMES.length] ?? "",
		position: "учитель математики",
		workplace: `МАОУ СОШ № ${901 + (index % 7)}`,
		municipality: index < count / 2 ? "г. Томск" : "Колпашевский район",
		category: index % 2 ? "высшая" : "первая",
		decision: index % 5 === 4 ? "отказать" : "установить",
	}))
const voters = (count: number) => Array.from({ length: count }, () => "Член комиссии")

const held: Protocol = {
	number: "7",
	commission: "аттестационной комиссии Департамента образования Примерной области",
	date: "«28» сентября 2026 г.",
	members: "9",
	present: "7",
	quorum: "имеется",
	chair: "А. В. Образцов",
	deputy: "И. С. Типовая",
	secretary: "О. Н. Примерова",
	generalCount: "4 педагога",
	simplifiedCount: "1 педагог",
	rows: rows(5),
	voters: voters(4),
}

export const protocol = defineForm({
	id: "protocol",
	title: "Протокол заседания аттестационной комиссии",
	fields,
	samples: {
		"решения внесены": held,
		"заготовка до заседания: заполняется от руки": {
			...held,
			number: null,
			members: null,
			present: null,
			quorum: null,
			chair: null,
			deputy: null,
			secretary: null,
			rows: rows(3).map((row) => ({ ...row, decision: "" })),
			voters: voters(4),
		},
		"вопросов нет": { ...held, generalCount: "нет", simplifiedCount: "нет", rows: [], voters: [] },
		"500 педагогов на многих листах": { ...held, generalCount: "499 педагогов", rows: rows(500) },
	},
	fileName: (data) => `Протокол${data.number ? ` № ${data.number}` : ""} от ${data.date}`,
})
