import { z } from "zod"
import { surnameFirst } from "#app/utils/russian.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import { blank, defineForm, maybe, text } from "#templates/form.ts"

const fields = z.strictObject({
	commission: text("Комиссия в винительном падеже после «в» — из настроек"),
	teacher: z.strictObject({
		genitive: text("ФИО в родительном падеже («от Ивановой Марии Ивановны») — подтверждено педагогом"),
		initials: text("Расшифровка подписи: инициалы и фамилия"),
		position: text("Должность с предметом в родительном падеже («учителя математики»)"),
		workplace: text("Место работы: краткое официальное название, именительный падеж"),
		municipality: blank("Муниципалитет, именительный падеж; пусто, если он назван в месте работы"),
		phone: text("Контактный телефон"),
		email: text("Адрес электронной почты"),
	}),
	category: text("Заявленная категория в винительном падеже («первую»)"),
	position: text("Должность в именительном падеже без предмета"),
	current: maybe(
		z.strictObject({
			category: text("Действующая категория в винительном падеже («первую»)"),
			validUntil: maybe(text("Дата окончания действия, ДД.ММ.ГГГГ; нет — бессрочно")),
		}),
	).describe("Действующая категория; нет — «не имею»"),
	expired: maybe(
		z.strictObject({
			category: text("Истёкшая категория в родительном падеже («первой»)"),
			date: text("Дата, когда истёк срок действия, ДД.ММ.ГГГГ"),
		}),
	).describe("Имевшаяся категория, срок действия которой истёк"),
	education: maybe(
		z.strictObject({
			rows: z
				.array(
					z.strictObject({
						level: blank("Уровень образования"),
						institution: text("Образовательная организация"),
						year: blank("Год окончания"),
						speciality: blank("Специальность или направление подготовки"),
						qualification: blank("Квалификация по диплому"),
					}),
				)
				.min(1),
		}),
	).describe("Образование; нет — линейки, чтобы вписать от руки"),
	service: z.strictObject({
		total: maybe(text("Общий стаж («15 лет»)")),
		teaching: text("Стаж педагогической работы («12 лет»)"),
		position: text("Стаж в данной должности («7 лет»)"),
		organisation: maybe(text("Стаж в данной организации («5 лет»)")),
		appointedOn: text("Дата назначения на должность, ДД.ММ.ГГГГ"),
	}),
	awards: maybe(text("Награды, звания, учёная степень, учёное звание; нет — «не имею»")),
	training: maybe(text("Повышение квалификации и переподготовка; нет — «не имею»")),
	results: maybe(
		z.strictObject({
			item: text("Номер пункта Порядка с требованиями к заявленной категории («35»)"),
			order: text("Порядок проведения аттестации с реквизитами приказа, родительный падеж — из справочника"),
		}),
	).describe("Общие основания: результаты работы; нет при упрощённой форме"),
	annexPages: maybe(text("Число листов приложения; нет — место, чтобы вписать")),
	form: text("Форма аттестации: «очно» или «дистанционно»"),
	simplified: maybe(
		z.strictObject({
			ground: text("Основание упрощённой формы — из справочника"),
			document: text("Документ, подтверждающий основание, с реквизитами"),
		}),
	).describe("Упрощённая форма; нет — аттестация на общих основаниях"),
	presence: text("«в моём присутствии» или «без моего присутствия»"),
	acquainted: text("«ознакомлен» или «ознакомлена»"),
})

const ORDER_SAMPLE =
	"Порядка проведения аттестации педагогических работников организаций, осуществляющих образовательную деятельность, утверждённого приказом Министерства просвещения Российской Федерации от 24.03.2023 № 196"

const first: z.output<typeof fields> = {
	commission: "аттестационную комиссию Департамента образования Примерной области",
	teacher: {
		genitive: "Ивановой Марии Ивановны",
		initials: "М. И. Иванова",
		position: "учителя математики",
		workplace: "МАОУ СОШ № 901 г. Томска",
		municipality: "",
		phone: "+7 900 000-00-01",
		email: "ivanova@example.org",
	},
	category: "первую",
	position: "учитель",
	current: null,
	expired: null,
	education: {
		rows: [
			{
				level: "высшее",
				institution: "Томский государственный педагогический университет",
				year: "2014",
				speciality: "Педагогическое образование, математика",
				qualification: "учитель математики",
			},
		],
	},
	service: {
		total: "12 лет",
		teaching: "12 лет",
		position: "7 лет",
		organisation: "5 лет",
		appointedOn: "01.09.2019",
	},
	awards: null,
	training: null,
	results: { item: "35", order: ORDER_SAMPLE },
	annexPages: "6",
	form: "очно",
	simplified: null,
	presence: "без моего присутствия",
	acquainted: "ознакомлена",
}

const highest: z.output<typeof fields> = {
	...first,
	category: "высшую",
	current: { category: "первую", validUntil: "30.04.2027" },
	awards:
		"Почётная грамота Министерства просвещения Российской Федерации (2021), кандидат педагогических наук",
	training:
		"«Преподавание математики по обновлённым стандартам», 72 ч., 2024;\n«Оценка функциональной грамотности», 36 ч., 2025",
	results: { item: "36", order: ORDER_SAMPLE },
	form: "дистанционно",
	presence: "в моём присутствии",
}

export const application = defineForm({
	id: "application",
	title: "Заявление о проведении аттестации",
	fields,
	samples: {
		"первая, общие основания": first,
		"высшая, общие основания, категория действует": highest,
		"высшая, упрощённая форма, бессрочная категория": {
			...highest,
			results: null,
			current: { category: "высшую", validUntil: null },
			simplified: {
				ground: "победитель или призёр конкурса профессионального мастерства педагогических работников",
				document: "диплом победителя регионального конкурса «Учитель года» от 12.04.2025 № 17",
			},
			annexPages: null,
		},
		"первая, образование от руки, без стажа в организации, категория истекла": {
			...first,
			education: null,
			expired: { category: "первой", date: "02.11.2025" },
			service: { ...first.service, total: null, organisation: null },
			annexPages: null,
		},
		"очень длинные имена и названия, две строки образования": {
			...highest,
			commission:
				"аттестационную комиссию Министерства образования, науки, молодёжной политики и спорта Примерной области по аттестации педагогических работников",
			teacher: {
				genitive: "Вознесенской-Преображенской Александры Константиновны",
				initials: "А. К. Вознесенская-Преображенская",
				position: "советника директора по воспитанию и взаимодействию с детскими общественными объединениями",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
				municipality: "Первомайский район",
				phone: "+7 900 000-00-02",
				email: "aleksandra.konstantinovna.voznesenskaya@example.org",
			},
			position: "советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
			education: {
				rows: [
					...(first.education?.rows ?? []),
					{
						level: "среднее профессиональное",
						institution: "Колледж социально-педагогических технологий и предпринимательства",
						year: "",
						speciality: "",
						qualification: "педагог-организатор с дополнительной подготовкой в области психологии",
					},
				],
			},
		},
	},
	fileName: (data) => `${FILE_STEMS.application} — ${surnameFirst(data.teacher.initials)}`,
})
