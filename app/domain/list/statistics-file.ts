import type { StatisticsRow, StatisticsView } from "../application/overview/statistics.view.server.ts"

/** The sections of the page one below the other. Each row begins with the name of its section. */
export const statisticsFile = (load: () => Promise<StatisticsView>) => ({
	title: "Статистика",
	columns: [
		{ id: "year", head: "Год", value: (row: SectionedRow) => row.year },
		{ id: "section", head: "Раздел", value: (row: SectionedRow) => row.section },
		{ id: "label", head: "Показатель", value: (row: SectionedRow) => row.label },
		{ id: "filed", head: "Подано", value: (row: SectionedRow) => row.filed },
		{ id: "before", head: "Подано годом раньше", value: (row: SectionedRow) => row.before },
		{ id: "registered", head: "Зарегистрировано", value: (row: SectionedRow) => row.registered },
		{ id: "granted", head: "Категория установлена", value: (row: SectionedRow) => row.granted },
		{ id: "refused", head: "Отказано", value: (row: SectionedRow) => row.refused },
	],
	async page() {
		const { sections, year } = await load()
		const rows = sections.flatMap(({ title, rows: own }) =>
			own.map((row) => ({ year, section: title, ...row })),
		)
		return { rows, total: rows.length, pageSize: Math.max(1, rows.length) }
	},
})

interface SectionedRow extends StatisticsRow {
	year: number
	section: string
}
