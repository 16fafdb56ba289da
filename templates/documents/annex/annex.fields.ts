import { z } from "zod"
import { surnameFirst } from "#app/utils/russian.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import { blank, defineForm, maybe, text } from "#templates/form.ts"

/** A table with what the teacher typed: lines above it, and its rows. Without either it has empty rows to fill in by hand. */
const table = (what: string, columns: number) =>
	z.strictObject({
		notes: z.array(text(`${what}: строка перед таблицей`)),
		grid: maybe(
			z.strictObject({
				rows: z.array(
					z.strictObject(
						Object.fromEntries(
							Array.from({ length: columns }, (_, index) => [
								`c${index + 1}`,
								blank(`${what}: столбец ${index + 1}`),
							]),
						),
					),
				),
				blank: z.boolean().describe(`${what}: печатать пустые строки`),
			}),
		).describe(`${what}: строки; нет — результаты набраны без таблицы`),
	})

/** Tables 1 and 2 have different columns for each kind of work, so exactly one of these four is present. */
const ofWork = (whose: string, internal: number, external: number) =>
	maybe(
		z.strictObject({ internal: table("Таблица 1", internal), external: table("Таблица 2", external) }),
	).describe(whose)

const fields = z.strictObject({
	teacher: z.strictObject({
		name: text("ФИО педагога, именительный падеж"),
		initials: text("Инициалы и фамилия педагога"),
		position: text("Должность с предметом, именительный падеж"),
		workplace: text("Место работы"),
		municipality: blank("Муниципалитет; пусто, если он назван в месте работы"),
	}),
	category: text("Заявленная категория, именительный падеж («первая»)"),
	years: maybe(text("Межаттестационный период («2021–2026»); нет — место, чтобы вписать")),
	order: text("Порядок проведения аттестации с реквизитами приказа, родительный падеж — из справочника"),
	item: text("Номер пункта Порядка с требованиями к заявленной категории («35»)"),
	school: ofWork("Педагог ведёт учебный предмет: таблицы 1 и 2 о классах и оценках", 7, 7),
	preschool: ofWork("Детский сад: таблицы 1 и 2 о группах и диагностике развития", 7, 7),
	additional: ofWork("Дополнительное образование: таблицы 1 и 2 об объединениях и программах", 8, 6),
	other: ofWork("Остальные должности: таблицы 1 и 2 о направлениях работы", 7, 5),
	criteria: z.strictObject({
		internal: text("Показатель 1 — из справочника"),
		external: text("Показатель 2"),
		abilities: text("Показатель 3"),
		contribution: text("Показатель 4"),
		methodical: maybe(text("Показатель 5; нет — для первой категории")),
	}),
	abilities: table("Таблица 3", 7),
	contribution: z.strictObject({ notes: z.array(text("Таблица 4: строка перед таблицами")) }),
	methods: table("Таблица 4.1", 4),
	experience: table("Таблица 4.2", 5),
	publications: table("Таблица 4.3", 4),
	courses: table("Таблица 4.4", 5),
	methodical: maybe(table("Таблица 5", 6)).describe("Таблица 5; нет — для первой категории"),
})

type Annex = z.output<typeof fields>

const EMPTY = { notes: [], grid: { rows: [], blank: true } }
const NO_WORK: Pick<Annex, "school" | "preschool" | "additional" | "other"> = {
	school: null,
	preschool: null,
	additional: null,
	other: null,
}
const BOTH = { internal: EMPTY, external: EMPTY }

const row = (...cells: string[]) => Object.fromEntries(cells.map((cell, index) => [`c${index + 1}`, cell]))
const filled = (rows: Record<string, string>[], notes: string[] = []) => ({
	notes,
	grid: rows.length > 0 ? { rows, blank: false } : null,
})

const first: Annex = {
	teacher: {
		name: "Иванова Мария Ивановна",
		initials: "М. И. Иванова",
		position: "учитель математики",
		workplace: "МАОУ СОШ № 901 г. Томска",
		municipality: "",
	},
	category: "первая",
	years: "2021–2026",
	order:
		"Порядка проведения аттестации педагогических работников организаций, осуществляющих образовательную деятельность, утверждённого приказом Министерства просвещения Российской Федерации от 24.03.2023 № 196",
	item: "35",
	...NO_WORK,
	school: BOTH,
	criteria: {
		internal:
			"Стабильные положительные результаты освоения обучающимися образовательных программ по итогам мониторингов и иных форм контроля, проводимых организацией",
		external:
			"Стабильные положительные результаты освоения обучающимися образовательных программ по итогам мониторинга системы образования",
		abilities:
			"Выявление и развитие у обучающихся способностей к научной (интеллектуальной), творческой, физкультурно-спортивной деятельности",
		contribution:
			"Личный вклад в повышение качества образования, совершенствование методов обучения и воспитания, применение новых образовательных технологий, представление опыта в педагогических коллективах, активное участие в работе методических объединений организации",
		methodical: null,
	},
	abilities: EMPTY,
	contribution: { notes: [] },
	methods: EMPTY,
	experience: EMPTY,
	publications: EMPTY,
	courses: EMPTY,
	methodical: null,
}

export const annex = defineForm({
	id: "annex",
	title: "Таблицы результатов профессиональной деятельности",
	fields,
	samples: {
		"первая, учитель": first,
		"высшая, воспитатель детского сада": {
			...first,
			...NO_WORK,
			preschool: BOTH,
			teacher: {
				...first.teacher,
				position: "воспитатель",
				workplace: "МБДОУ «Детский сад № 931» г. Томска",
			},
			category: "высшая",
			years: null,
			methodical: EMPTY,
			item: "36",
			criteria: {
				...first.criteria,
				methodical:
					"Активное участие в работе методических объединений, в разработке программно-методического сопровождения образовательного процесса, в профессиональных конкурсах",
			},
		},
		"первая, педагог дополнительного образования": {
			...first,
			...NO_WORK,
			additional: BOTH,
			teacher: { ...first.teacher, position: "педагог дополнительного образования (хореография)" },
		},
		"первая, учитель, результаты набраны в системе": {
			...first,
			school: {
				internal: filled([
					row("2024/2025", "7А", "математика", "100", "62", "3,9", "справка школы"),
					row("2025/2026", "8А", "математика", "100", "66", "4,0", ""),
				]),
				external: filled([], ["ОГЭ 2026 года: все 24 выпускника сдали, средний балл 4,1."]),
			},
			abilities: filled(
				Array.from({ length: 40 }, (_, index) =>
					row("2026", `Олимпиада ${index + 1}-го тура`, "муниципальный", "очно", "3", "призёр", "диплом"),
				),
			),
			contribution: { notes: ["Работаю в творческой группе учителей математики."] },
			publications: filled([
				row("2025", "Задачи с практическим содержанием", "сборник конференции", "сертификат"),
			]),
		},
		"первая, советник директора с очень длинным именем и местом работы": {
			...first,
			...NO_WORK,
			other: BOTH,
			teacher: {
				name: "Вознесенская-Преображенская Александра Константиновна",
				initials: "А. К. Вознесенская-Преображенская",
				position: "советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
				workplace:
					"ОГБОУ «Областная школа-интернат для обучающихся с нарушениями слуха и речи имени первых строителей»",
				municipality: "Областные образовательные учреждения",
			},
			years: null,
		},
	},
	fileName: (data) => `${FILE_STEMS.annex} — ${surnameFirst(data.teacher.initials)}`,
})
