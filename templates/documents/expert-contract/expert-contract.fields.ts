import { z } from "zod"
import { surnameFirst } from "#app/utils/russian.ts"
import { defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	half: text("Полугодие («второе полугодие 2026 года»)"),
	expert: z.strictObject({
		name: text("ФИО специалиста, именительный падеж"),
		initials: text("Расшифровка подписи: инициалы и фамилия"),
		genitive: text("ФИО специалиста в родительном падеже — для преамбулы договора"),
		position: text("Должность с предметом, именительный падеж"),
		workplace: text("Место работы"),
		municipality: text("Муниципалитет, именительный падеж"),
		phone: maybe(text("Телефон; нет — место, чтобы вписать")),
		email: text("Адрес электронной почты"),
	}),
	roster: maybe(text("Учебный год и распоряжение, которым утверждён список специалистов; нет — не включён")),
	count: text("Сколько назначений («3 педагога»)"),
	assignments: maybe(
		z.strictObject({
			rows: z
				.array(
					z.strictObject({
						number: text("№ п/п"),
						period: text("Период, именительный падеж («октябрь-ноябрь 2026»)"),
						teacher: text("ФИО педагога, именительный падеж"),
						municipality: text("Муниципалитет, именительный падеж, кратко"),
						category: text("Заявленная категория, именительный падеж («первая»)"),
						form: text("«очно» или «дистанционно»"),
						conclusion: text("Дата прикрепления заключения, ДД.ММ.ГГГГ, или «нет»"),
					}),
				)
				.min(1),
		}),
	).describe("Педагоги, назначенные специалисту в утверждённых графиках полугодия; нет — назначений нет"),
})

type Sheet = z.output<typeof fields>

const rows = (count: number): NonNullable<Sheet["assignments"]>["rows"] =>
	Array.from({ length: count }, (_, index) => ({
		number: String(index + 1),
		period: index % 2 ? "ноябрь-декабрь 2026" : "октябрь-ноябрь 2026",
		teacher:
			index % 3 ? "Ахметова Зульфия Рашидовна" : "Вознесенская-Преображенская Александра Константиновна",
		municipality: "г. Томск",
		category: index % 2 ? "высшая" : "первая",
		form: index % 2 ? "дистанционно" : "очно",
		conclusion: index % 2 ? "нет" : "29.10.2026",
	}))

const usual: Sheet = {
	half: "второе полугодие 2026 года",
	expert: {
		name: "Лебедев Лев Игоревич",
		initials: "Л. И. Лебедев",
		genitive: "Лебедева Льва Игоревича",
		position: "учитель математики",
		workplace: "МБОУ СОШ № 921 г. Томска",
		municipality: "Город Томск",
		phone: "+7 900 000-00-21",
		email: "lebedev@example.org",
	},
	roster: "2026/2027, распоряжение от 28.08.2026 № 1400-р",
	count: "3 педагога",
	assignments: { rows: rows(3) },
}

export const expertContract = defineForm({
	id: "expert-contract",
	title: "Сведения для договора со специалистом по аттестации",
	fields,
	samples: {
		"три назначения": usual,
		"назначений нет, телефона и списка нет": {
			...usual,
			expert: { ...usual.expert, phone: null },
			roster: null,
			count: "нет",
			assignments: null,
		},
		"очень длинные имена, 500 назначений": {
			...usual,
			expert: {
				name: "Вознесенская-Преображенская Александра Константиновна",
				initials: "А. К. Вознесенская-Преображенская",
				genitive: "Вознесенской-Преображенской Александры Константиновны",
				position: "заместитель директора по учебно-воспитательной и научно-методической работе",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
				municipality: "Областные образовательные учреждения",
				phone: "+7 900 000-00-22",
				email: "aleksandra.konstantinovna.voznesenskaya@example.org",
			},
			count: "500 педагогов",
			assignments: { rows: rows(500) },
		},
	},
	fileName: (data) => `Сведения для договора — ${surnameFirst(data.expert.initials)}, ${data.half}`,
})
