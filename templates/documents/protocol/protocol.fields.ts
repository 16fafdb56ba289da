import { z } from "zod"
import { asList } from "#app/utils/as-list.ts"
import { blank, defineForm, maybe, text } from "#templates/form.ts"

const seated = {
	name: text("ФИО члена комиссии, именительный падеж"),
	post: text("Должность и место работы члена комиссии"),
	office: text("Кем входит в комиссию, со строчной буквы («председатель»)"),
}

const end = text("Знак в конце строки: «;», у последней «.»")

const fields = z.strictObject({
	number: maybe(text("Номер протокола; нет — место, чтобы вписать")),
	commission: text("Комиссия в родительном падеже («заседания … комиссии») — из настроек"),
	date: text("Дата заседания («28» сентября 2026 г.)"),
	city: maybe(text("Населённый пункт («г. Томск») — из настроек")),
	startsAt: maybe(text("Время начала («10:00»); нет — место, чтобы вписать")),
	place: maybe(text("Место заседания; нет — место, чтобы вписать")),
	members: maybe(text("Число членов комиссии; нет — место, чтобы вписать")),
	present: maybe(text("Сколько членов комиссии присутствовало; нет — место, чтобы вписать")),
	quorum: maybe(text("«имеется» или «отсутствует»; нет — место, чтобы вписать")),
	roll: maybe(
		z.strictObject({
			present: z
				.array(z.strictObject({ ...seated, end }))
				.describe("Кто присутствовал, по порядку должностей"),
			absent: maybe(
				z.strictObject({
					rows: z
						.array(z.strictObject({ ...seated, reason: text("Почему отсутствовал («болезнь»)"), end }))
						.min(1),
				}),
			).describe("Кто отсутствовал и почему; нет — присутствовали все"),
		}),
	).describe("Присутствие; нет — ещё не отмечено"),
	roster: maybe(z.strictObject({ rows: z.array(z.strictObject(seated)).min(1) })).describe(
		"Состав комиссии, чтобы отметить присутствующих от руки; нет — присутствие отмечено или состав не внесён",
	),
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
				votesFor: blank("Голосов «за»; пусто — место, чтобы вписать"),
				votesAgainst: blank("Голосов «против»; пусто — место, чтобы вписать"),
				votesAbstained: blank("Воздержались; пусто — место, чтобы вписать"),
				decision: blank("«установить» или «отказать»; пусто — решение ещё не внесено"),
				remark: maybe(text("Замечание («член комиссии, о себе не голосует»)")),
			}),
		)
		.describe("Педагоги повестки по порядку муниципалитетов, с голосами"),
	signers: z
		.array(
			z.strictObject({
				title: text("Кем подписывает («Председатель», «Член комиссии»)"),
				name: maybe(text("Инициалы и фамилия; нет — линейка")),
			}),
		)
		.describe("Кто подписывает протокол: присутствовавшие члены комиссии"),
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
		votesFor: index % 5 === 4 ? "1" : "7",
		votesAgainst: index % 5 === 4 ? "6" : "0",
		votesAbstained: "0",
		decision: index % 5 === 4 ? "отказать" : "установить",
		remark: null,
	}))

const COMMISSION = [
	{
		name: "Образцов Андрей Викторович",
		post: "заместитель начальника Департамента образования Примерной области",
		office: "председатель",
	},
	{
		name: "Типовая Инна Сергеевна",
		post: "начальник отдела Департамента образования Примерной области",
		office: "заместитель председателя",
	},
	{
		name: "Примерова Ольга Николаевна",
		post: "методист Центра аттестации педагогических работников",
		office: "секретарь",
	},
	{ name: "Вершинин Кузьма Платонович", post: "директор МАОУ СОШ № 901 г. Томска", office: "член комиссии" },
	{ name: "Демидова Алла Юрьевна", post: "директор МАДОУ № 931 г. Томска", office: "член комиссии" },
	{ name: "Ким Сэсэг", post: "проректор Примерного педагогического университета", office: "член комиссии" },
	{ name: "Лазарев Пётр Ильич", post: "заведующий кафедрой", office: "член комиссии" },
	{ name: "Ооржак Чечен Калдар-ооловна", post: "учитель МБОУ СОШ № 921", office: "член комиссии" },
	{
		name: "Шевченко Лариса Павловна",
		post: "председатель областной профсоюзной организации",
		office: "член комиссии",
	},
]
const SIGNATURES = ["А. В. Образцов", "И. С. Типовая", "О. Н. Примерова", "К. П. Вершинин", "А. Ю. Демидова"]
const TITLES = ["Председатель", "Заместитель председателя", "Секретарь"]
const signers = (names: readonly (string | null)[]): Protocol["signers"] =>
	names.map((name, index) => ({ title: TITLES[index] ?? "Член комиссии", name }))

const held: Protocol = {
	number: "7",
	commission: "аттестационной комиссии Департамента образования Примерной области",
	date: "«28» сентября 2026 г.",
	city: "г. Томск",
	startsAt: "10:00",
	place: "г. Томск, ул. Примерная, д. 1, ауд. 305",
	members: "9",
	present: "7",
	quorum: "имеется",
	roll: {
		present: asList(COMMISSION.slice(0, 7)),
		absent: {
			rows: asList(COMMISSION.slice(7)).map((one, index) => ({
				...one,
				reason: index === 0 ? "болезнь" : "командировка, приказ от 21.09.2026 № 77-к",
			})),
		},
	},
	roster: null,
	generalCount: "4 педагога",
	simplifiedCount: "1 педагог",
	rows: rows(5).map((row, index) =>
		index === 3
			? { ...row, votesFor: "6", votesAbstained: "1", remark: "член комиссии, о себе не голосует" }
			: row,
	),
	signers: signers([...SIGNATURES, "Сэсэг Ким", "П. И. Лазарев"]),
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
			city: null,
			startsAt: null,
			place: null,
			roll: null,
			rows: rows(3).map((row) => ({
				...row,
				...{ votesFor: "", votesAgainst: "", votesAbstained: "", decision: "" },
			})),
			signers: signers([null, null, null, null, null, null, null]),
		},
		"состав известен, присутствие ещё не отмечено": {
			...held,
			number: null,
			members: null,
			present: null,
			quorum: null,
			roll: null,
			roster: { rows: COMMISSION },
			rows: rows(3).map((row) => ({
				...row,
				...{ votesFor: "", votesAgainst: "", votesAbstained: "", decision: "" },
			})),
			signers: signers([...SIGNATURES, "Сэсэг Ким", "П. И. Лазарев", "Ч. К. Ооржак", "Л. П. Шевченко"]),
		},
		"присутствовали все": {
			...held,
			present: "9",
			roll: { present: asList(COMMISSION), absent: null },
			signers: signers([...SIGNATURES, "Сэсэг Ким", "П. И. Лазарев", "Ч. К. Ооржак", "Л. П. Шевченко"]),
		},
		"вопросов нет": { ...held, generalCount: "нет", simplifiedCount: "нет", rows: [] },
		"500 педагогов на многих листах": { ...held, generalCount: "499 педагогов", rows: rows(500) },
	},
	fileName: (data) => `Протокол${data.number ? ` № ${data.number}` : ""} от ${data.date}`,
})
