// What a teacher types about a показатель becomes rows of the annex: one row for each line, with cells separated by semicolons.

/** Whose work tables 1 and 2 describe: classes, kindergarten groups, clubs, or anything else. */
export type WorkKind = "school" | "preschool" | "additional" | "other"

const DOCUMENT = "Подтверждающий документ"

/** The heads of tables 1 and 2 for each kind of work, as the template prints them. */
const INTERNAL: Record<WorkKind, readonly string[]> = {
	school: [
		"Учебный год",
		"Класс, группа",
		"Предмет",
		"Успеваемость, %",
		"Качество, %",
		"Средний балл",
		DOCUMENT,
	],
	preschool: [
		"Учебный год",
		"Группа, возраст детей",
		"Образовательная область, методика диагностики",
		"Число детей",
		"Высокий и средний уровень на начало года, %",
		"Высокий и средний уровень на конец года, %",
		DOCUMENT,
	],
	additional: [
		"Учебный год",
		"Объединение, программа",
		"Год обучения",
		"Число детей",
		"Сохранность контингента, %",
		"Освоение на начало года, %",
		"Освоение на конец года, %",
		DOCUMENT,
	],
	other: [
		"Учебный год",
		"Направление работы, программа",
		"Категория и число участников",
		"Что оценивали, методика",
		"Начало года",
		"Конец года",
		DOCUMENT,
	],
}
const COMPARED = ["Число участников", "Результат", "Сравнение с муниципалитетом и регионом", DOCUMENT]
const EXTERNAL: Record<WorkKind, readonly string[]> = {
	school: ["Год", "Процедура (ВПР, ОГЭ, ЕГЭ, НИКО)", "Класс", ...COMPARED],
	preschool: [
		"Год",
		"Процедура (мониторинг качества дошкольного образования, независимая оценка)",
		"Группа, возраст детей",
		"Число детей",
		...COMPARED.slice(1),
	],
	additional: [
		"Год",
		"Процедура (независимая оценка, аттестация обучающихся, присвоение разрядов)",
		"Объединение, программа",
		"Число участников",
		"Результат",
		DOCUMENT,
	],
	other: ["Год", "Процедура внешней оценки", "Число участников", "Результат", DOCUMENT],
}
const ABILITIES = [
	"Год",
	"Мероприятие",
	"Уровень",
	"Форма (очно, заочно)",
	"Участники (инициалы) или их число",
	"Результат",
	DOCUMENT,
]
const METHODICAL = ["Год", "Вид работы", "Уровень", "Роль", "Результат", DOCUMENT]

/** The four tables of the teacher's own contribution, by the number that a typed row may begin with. */
export const CONTRIBUTION = [
	{
		number: "4.1",
		key: "methods",
		columns: ["Год", "Метод, технология", "Как применяется, результат", DOCUMENT],
	},
	{ number: "4.2", key: "experience", columns: ["Дата", "Мероприятие", "Уровень", "Тема", DOCUMENT] },
	{
		number: "4.3",
		key: "publications",
		columns: ["Год", "Название", "Издание, выходные данные", "Ссылка, документ"],
	},
	{ number: "4.4", key: "courses", columns: ["Год", "Программа", "Организация", "Часы", "Документ"] },
] as const

/** The columns that a row of a показатель fills, in order. For the fourth, each line begins with the number of its table. */
export function columnsOf(indicator: number, kind: WorkKind): readonly string[] | null {
	return [null, INTERNAL[kind], EXTERNAL[kind], ABILITIES, null, METHODICAL][indicator] ?? null
}

/** How to type a row of a показатель's table: «Год; Мероприятие; …». */
export const rowPatterns = (indicator: number, kind: WorkKind): string[] =>
	indicator === 4
		? CONTRIBUTION.map(({ number, columns }) => [number, ...columns].join("; "))
		: [(columnsOf(indicator, kind) ?? []).join("; ")].filter(Boolean)

export interface TypedTable {
	/** Lines that are not rows. They are printed above the table. */
	notes: string[]
	rows: string[][]
}

const SEPARATORS = /[;|\t]/

/**
 * Reads lines of text as rows of a table. A line is a row if it has almost as many cells as the table has columns (the
 * document may be missing). Any other line is a note, so a sentence with a semicolon stays whole. Surplus cells are joined
 * to the last one.
 */
export function readRows(lines: readonly string[], columns: number): TypedTable {
	const table: TypedTable = { notes: [], rows: [] }
	for (const line of lines) {
		const cells = line.split(SEPARATORS).map((cell) => cell.trim())
		if (cells.at(-1) === "") cells.pop()
		if (cells.length < Math.max(2, columns - 1)) {
			table.notes.push(line)
			continue
		}
		const last = cells.slice(columns - 1).join("; ")
		table.rows.push([...cells.slice(0, columns - 1), last].concat(Array(columns).fill("")).slice(0, columns))
	}
	return table
}

const linesOf = (text: string) =>
	text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter(Boolean)

type AnnexTable =
	| "internal"
	| "external"
	| "abilities"
	| "methods"
	| "experience"
	| "publications"
	| "courses"
	| "methodical"

/** All tables of the annex from the five typed texts, in the order of the показатели. */
export function tablesFrom(
	texts: readonly string[],
	kind: WorkKind,
): Record<AnnexTable, TypedTable> & { contribution: { notes: string[] } } {
	const simple = (indicator: number) =>
		readRows(linesOf(texts[indicator - 1] ?? ""), columnsOf(indicator, kind)?.length ?? 2)
	const fourth = linesOf(texts[3] ?? "")
	const notes: string[] = []
	const byKey: Record<string, string[]> = { methods: [], experience: [], publications: [], courses: [] }
	for (const line of fourth) {
		const table = CONTRIBUTION.find(({ number }) => line.startsWith(number))
		if (table) byKey[table.key]?.push(line.slice(table.number.length).replace(/^[.:;)|\s]+/, ""))
		else notes.push(line)
	}
	const contribution = Object.fromEntries(
		CONTRIBUTION.map(({ key, columns }) => [key, readRows(byKey[key] ?? [], columns.length)]),
	) as Record<(typeof CONTRIBUTION)[number]["key"], TypedTable>
	return {
		internal: simple(1),
		external: simple(2),
		abilities: simple(3),
		...contribution,
		methodical: simple(5),
		contribution: { notes },
	}
}
