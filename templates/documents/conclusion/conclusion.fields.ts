import { z } from "zod"
import { surnameFirst } from "#app/utils/russian.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import { blank, defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	commission: text("Комиссия в родительном падеже («эксперты … комиссии») — из настроек"),
	teacher: z.strictObject({
		name: text("ФИО педагога, именительный падеж"),
		initials: text("Расшифровка подписи педагога: инициалы и фамилия"),
		position: text("Должность, именительный падеж, без предмета"),
		subject: maybe(text("Предмет или направление, именительный падеж")),
		appointedOn: text("Дата назначения на должность, ДД.ММ.ГГГГ — из заявления"),
		workplace: text("Место работы"),
		municipality: text("Муниципалитет"),
		acquainted: text("«ознакомлен» или «ознакомлена»"),
	}),
	current: maybe(
		z.strictObject({
			category: text("Имеющаяся категория, именительный падеж («первая»)"),
			validUntil: maybe(text("Дата окончания действия, ДД.ММ.ГГГГ; нет — бессрочно")),
		}),
	).describe("Имеющаяся категория, если она есть"),
	noCategory: z.boolean().describe("Категории нет: «не имеет»"),
	categoryOpen: z.boolean().describe("Ещё не известно, есть ли категория: место, чтобы вписать"),
	category: text("Заявленная категория, именительный падеж («первая»)"),
	categoryDative: text("Заявленная категория, дательный падеж («к первой …»)"),
	form: text("«очно» или «дистанционно»"),
	period: text("Период, именительный падеж («октябрь-ноябрь 2026»)"),
	order: text("Порядок проведения аттестации с реквизитами приказа, родительный падеж — из справочника"),
	item: text("Номер пункта Порядка с требованиями к заявленной категории («35»)"),
	visits: maybe(
		z.strictObject({
			dates: maybe(text("Даты посещений через запятую; нет — место, чтобы вписать")),
		}),
	).describe("Очная форма: посещения; нет при дистанционной"),
	lessons: maybe(
		z.strictObject({
			materials: maybe(text("Изученные материалы; нет — линейки")),
			rows: z
				.array(
					z.strictObject({
						number: text("Номер записи занятия"),
						link: blank("Ссылка на запись; пусто — место, чтобы вписать"),
					}),
				)
				.min(2)
				.describe("Записи занятий, не меньше двух"),
		}),
	).describe("Дистанционная форма: материалы и записи двух занятий; нет при очной"),
	criteria: z
		.array(
			z.strictObject({
				number: text("№ показателя"),
				text: text("Показатель пункта 35 или 36 — из справочника"),
				result: blank("Результаты и подтверждения; пусто — заполняет специалист"),
				mark: maybe(text("«подтверждён» или «не подтверждён»; нет — оба, чтобы отметить")),
			}),
		)
		.min(1)
		.describe("Показатели заявленной категории"),
	verdict: maybe(text("«соответствуют» или «не соответствуют»; нет — оба, чтобы отметить")),
	recommendations: maybe(text("Рекомендации; нет — линейки")),
	experts: z
		.array(
			z.strictObject({
				initials: text("Инициалы и фамилия специалиста"),
				position: text("Должность специалиста с предметом, именительный падеж"),
				workplace: text("Место работы специалиста"),
			}),
		)
		.length(2)
		.describe("Двое специалистов по аттестации"),
})

type Conclusion = z.output<typeof fields>

const CRITERIA = [
	"Стабильные положительные результаты освоения обучающимися образовательных программ по итогам мониторингов и иных форм контроля, проводимых организацией",
	"Стабильные положительные результаты освоения обучающимися образовательных программ по итогам мониторинга системы образования",
	"Выявление и развитие у обучающихся способностей к научной (интеллектуальной), творческой, физкультурно-спортивной деятельности",
	"Личный вклад в повышение качества образования, совершенствование методов обучения и воспитания, применение новых образовательных технологий, представление опыта в педагогических коллективах, активное участие в работе методических объединений организации",
	"Активное участие в работе методических объединений, в разработке программно-методического сопровождения образовательного процесса, в профессиональных конкурсах",
]
const criteria = (count: number): Conclusion["criteria"] =>
	CRITERIA.slice(0, count).map((text, index) => ({ number: String(index + 1), text, result: "", mark: null }))

const first: Conclusion = {
	commission: "аттестационной комиссии Департамента образования Примерной области",
	teacher: {
		name: "Иванова Мария Ивановна",
		initials: "М. И. Иванова",
		position: "Учитель",
		subject: "математика",
		appointedOn: "01.09.2019",
		workplace: "МАОУ СОШ № 901 г. Томска",
		municipality: "Город Томск",
		acquainted: "ознакомлена",
	},
	current: null,
	noCategory: true,
	categoryOpen: false,
	category: "первая",
	categoryDative: "первой",
	form: "очно",
	period: "октябрь-ноябрь 2026",
	order:
		"Порядка проведения аттестации педагогических работников организаций, осуществляющих образовательную деятельность, утверждённого приказом Министерства просвещения Российской Федерации от 24.03.2023 № 196",
	item: "35",
	visits: { dates: null },
	lessons: null,
	criteria: criteria(4),
	verdict: null,
	recommendations: null,
	experts: [
		{ initials: "Л. И. Лебедев", position: "Учитель математики", workplace: "МБОУ СОШ № 921 г. Томска" },
		{
			initials: "А. С. Петрова-Водкина",
			position: "Старший методист",
			workplace: "МАУ «Информационно-методический центр»",
		},
	],
}

export const conclusion = defineForm({
	id: "conclusion",
	title: "Итоговое заключение",
	fields,
	samples: {
		"первая, очно, пустое для заполнения": first,
		"высшая, дистанционно, заполненное": {
			...first,
			teacher: {
				...first.teacher,
				name: "Шмидт Анна",
				initials: "А. Шмидт",
				subject: null,
				position: "воспитатель",
			},
			current: { category: "первая", validUntil: "30.04.2027" },
			noCategory: false,
			categoryOpen: false,
			category: "высшая",
			categoryDative: "высшей",
			form: "дистанционно",
			item: "36",
			visits: null,
			lessons: {
				materials: "результаты профессиональной деятельности, программы и планы занятий, отзывы родителей",
				rows: [
					{
						number: "1",
						link: "https://video.example.org/lessons/2026/10/05/okruzhayushchiy-mir-zanyatie-12",
					},
					{ number: "2", link: "https://video.example.org/lessons/2026/10/12" },
				],
			},
			criteria: criteria(5).map((row) => ({
				...row,
				result:
					"За 2023–2026 годы доля детей с высоким уровнем освоения программы выросла с 48 до 67 %; справка организации от 12.05.2026.",
				mark: "подтверждён",
			})),
			verdict: "соответствуют",
			recommendations: "Представить опыт работы на региональной конференции.",
		},
		"высшая, дистанционно, бессрочная категория, ссылок ещё нет": {
			...first,
			current: { category: "высшая", validUntil: null },
			noCategory: false,
			categoryOpen: false,
			category: "высшая",
			categoryDative: "высшей",
			form: "дистанционно",
			item: "36",
			visits: null,
			lessons: {
				materials: null,
				rows: [
					{ number: "1", link: "" },
					{ number: "2", link: "" },
				],
			},
			criteria: criteria(5),
		},
		"высшая, очно, очень длинные имена и места работы": {
			...first,
			teacher: {
				...first.teacher,
				name: "Вознесенская-Преображенская Александра Константиновна",
				initials: "А. К. Вознесенская-Преображенская",
				position: "Советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
				subject: null,
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
				municipality: "Областные образовательные учреждения",
			},
			category: "высшая",
			categoryDative: "высшей",
			item: "36",
			criteria: criteria(5),
			experts: first.experts.map((expert) => ({
				...expert,
				initials: "А. К. Вознесенская-Преображенская",
				position: "Заместитель директора по учебно-воспитательной и научно-методической работе",
			})),
		},
		"первая, очно, не соответствует": {
			...first,
			visits: { dates: "05.10.2026, 12.10.2026" },
			criteria: criteria(4).map((row, index) => ({
				...row,
				result: "Подтверждающие документы не представлены.",
				mark: index === 0 ? "подтверждён" : "не подтверждён",
			})),
			verdict: "не соответствуют",
		},
	},
	fileName: (data) => `${FILE_STEMS.conclusion} — ${surnameFirst(data.teacher.initials)}`,
})
