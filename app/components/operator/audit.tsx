import type { AuditRow } from "#app/domain/audit/audit.view.server.ts"
import { type Column, Second } from "../ui/table.tsx"

export const WHEN: Column<AuditRow> = { id: "at", head: "Когда", rowHead: true, cell: (row) => row.at }
export const WHO: Column<AuditRow> = { id: "who", head: "Кто", cell: (row) => row.who }
export const WHAT: Column<AuditRow> = {
	id: "what",
	head: "Что",
	cell: (row) => (
		<>
			{row.what}
			{row.detail ? <Second>{row.detail}</Second> : null}
		</>
	),
}
export const WHOSE: Column<AuditRow> = { id: "whose", head: "Чьи данные", cell: (row) => row.whose }
