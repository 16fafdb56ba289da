import type { GroupRow } from "../expert/group.view.server.ts"
import type { ColumnsOf } from "./list.ts"

/** «позже срока» stays in the file, where no colour says it. */
const stepText = ({ on, by, wasLate }: GroupRow["received"]) =>
	on ? (wasLate ? `${on}, позже срока (${by})` : on) : by ? `нет, срок ${by}` : "нет"

/** Paper conclusions, for the head of a group and for the coordinator. */
export const PAPER_COLUMNS: ColumnsOf<GroupRow> = [
	["name", "Педагогический работник", (row) => row.name],
	["post", "Должность и место работы", (row) => row.post],
	["state", "Состояние", (row) => row.short],
	["period", "Период", (row) => row.period],
	["category", "Заявленная категория", (row) => row.category],
	["experts", "Специалисты по аттестации", (row) => row.experts.join("; ")],
	["received", "Получено", (row) => stepText(row.received)],
	["passed", "Передано", (row) => stepText(row.passed)],
]
