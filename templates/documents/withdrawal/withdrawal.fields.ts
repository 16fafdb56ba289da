import { z } from "zod"
import { surnameFirst } from "#app/utils/russian.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import { blank, defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	commission: text("Комиссия в винительном падеже после «в» — из настроек"),
	author: z.strictObject({
		genitive: text("ФИО заявителя в родительном падеже: педагог либо координатор"),
		initials: text("Расшифровка подписи: инициалы и фамилия заявителя"),
		position: text("Должность заявителя в родительном падеже («учителя математики», «координатора»)"),
		workplace: text("Место работы заявителя, именительный падеж"),
		municipality: blank("Муниципалитет, именительный падеж; пусто, если он назван в месте работы"),
		phone: text("Телефон: педагога — контактный, координатора — рабочий"),
		email: text("Адрес электронной почты заявителя"),
	}),
	onBehalf: maybe(
		z.strictObject({
			genitive: text("ФИО педагога в родительном падеже («заявление Ивановой Марии Ивановны»)"),
			position: text("Должность педагога с предметом в родительном падеже"),
			workplace: text("Место работы педагога, именительный падеж"),
		}),
	).describe("Педагог, чьё заявление отзывает координатор; нет — педагог отзывает своё"),
	applicationDate: text("Дата заявления о проведении аттестации («12» сентября 2026 г.)"),
	registration: maybe(
		z.strictObject({
			number: text("Номер в журнале регистрации"),
			date: text("Дата регистрации, ДД.ММ.ГГГГ"),
		}),
	).describe("Регистрация заявления; нет — ещё не зарегистрировано"),
	category: text("Заявленная категория в родительном падеже («первой»)"),
	position: text("Должность в именительном падеже без предмета"),
	reasonLead: z.array(text("Начало причины, абзац за абзацем; пусто у короткой причины")),
	reasonTail: maybe(
		text("Конец длинной причины, который стоит на одном листе с подписью; нет — причина короткая"),
	),
	reason: text("Причина отзыва, любой текст, как введён"),
})

const own: z.output<typeof fields> = {
	commission: "аттестационную комиссию Департамента образования Примерной области",
	author: {
		genitive: "Ивановой Марии Ивановны",
		initials: "М. И. Иванова",
		position: "учителя математики",
		workplace: "МАОУ СОШ № 901 г. Томска",
		municipality: "",
		phone: "+7 900 000-00-01",
		email: "ivanova@example.org",
	},
	onBehalf: null,
	applicationDate: "«12» сентября 2026 г.",
	registration: { number: "17", date: "15.09.2026" },
	category: "первой",
	position: "учитель",
	reason: "По состоянию здоровья.",
	reasonLead: [],
	reasonTail: null,
}

const onBehalf = {
	genitive: "Ивановой Марии Ивановны",
	position: "учителя математики",
	workplace: "МАОУ СОШ № 901 г. Томска",
}

const MANY_LINES = Array.from({ length: 35 }, (_, index) => `Обстоятельство № ${index + 1}`)

export const withdrawal = defineForm({
	id: "withdrawal",
	title: "Заявление на отзыв",
	fields,
	samples: {
		"педагог отзывает своё зарегистрированное заявление": own,
		"педагог отзывает ещё не зарегистрированное заявление": {
			...own,
			registration: null,
			category: "высшей",
			reason: "увольнение",
		},
		"школьный координатор отзывает заявление педагога": {
			...own,
			author: {
				...own.author,
				genitive: "Лебедева Льва Игоревича",
				initials: "Л. И. Лебедев",
				position: "заместителя директора, координатора образовательной организации",
				phone: "8 (3822) 00-00-02",
				email: "lebedev@example.org",
			},
			onBehalf,
		},
		"муниципальный координатор отзывает заявление педагога, причина длинная": {
			...own,
			author: {
				...own.author,
				genitive: "Шевченко Лидии Павловны",
				initials: "Л. П. Шевченко",
				position: "специалиста, ответственного за аттестацию по муниципальному образованию",
				workplace: "Управление образования администрации Первомайского района",
				municipality: "Первомайский район",
				phone: "8 (38245) 0-00-03",
				email: "shevchenko@example.org",
			},
			onBehalf: { ...onBehalf, genitive: "Вознесенской-Преображенской Александры Константиновны" },
			reason:
				"педагогический работник находится на длительном лечении за пределами области и просит перенести прохождение аттестации на следующий учебный год;\nдокументы, подтверждающие лечение, хранятся в образовательной организации",
			reasonLead: [
				"Причина отзыва: педагогический работник находится на длительном лечении за пределами области и просит перенести прохождение аттестации на следующий учебный год;",
			],
			reasonTail: "документы, подтверждающие лечение, хранятся в образовательной организации",
		},
		"педагог отзывает своё заявление, причина в 35 строк": {
			...own,
			reason: MANY_LINES.join("\n"),
			reasonLead: ["Причина отзыва:", ...MANY_LINES.slice(0, -1)],
			reasonTail: MANY_LINES.at(-1) ?? "",
		},
	},
	fileName: (data) => `${FILE_STEMS.withdrawal} — ${surnameFirst(data.author.initials)}`,
})
