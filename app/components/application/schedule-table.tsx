import type { ReactNode } from "react"
import type { ScheduleEntry } from "#app/domain/schedule/schedule-entry.view.server.ts"
import { Empty } from "../ui/alert.tsx"
import { type Column, DataTable, Finds, Second } from "../ui/table.tsx"

type Entry = ScheduleEntry & { number?: number }

/** A schedule as it is printed, with the columns of the Word form. */
export function ScheduleTable({
	caption,
	entries,
	lackShown,
	empty,
}: {
	caption: string
	entries: readonly Entry[]
	/** What to do about a schedule that has nobody in it. */
	empty?: ReactNode
	/** Marks missing experts, in a schedule that is still being filled in. */
	lackShown?: boolean
}) {
	return (
		<DataTable
			className="mt-5"
			caption={caption}
			hideCaption
			rows={entries.map((entry, index) => ({ ...entry, number: entry.number ?? index + 1 }))}
			rowKey={(entry) => entry.id}
			columns={columns(lackShown ?? false)}
			empty={
				<div className="mt-5">
					<Empty title="В графике никого нет" sign="cal">
						{empty}
					</Empty>
				</div>
			}
		/>
	)
}

const columns = (lackShown: boolean): Column<Entry>[] => [
	{ id: "number", head: "№ п/п", cell: (entry) => entry.number },
	{ id: "name", head: "Фамилия Имя Отчество", rowHead: true, cell: (entry) => entry.name },
	{
		id: "category",
		head: "Заявленная кв. категория",
		th: "Заявленная категория",
		cell: (entry) => entry.category,
	},
	{ id: "form", head: "Форма аттестации", cell: (entry) => entry.form },
	{
		id: "position",
		head: "Занимаемая должность, место работы",
		th: "Должность, место работы",
		span: true,
		cell: (entry) => `${entry.position}, ${entry.workplace}`,
	},
	{
		id: "experts",
		head: "Ф.И.О. (полностью), должность, место работы эксперта",
		th: "Эксперты",
		span: true,
		cell: (entry) => <ExpertLines experts={entry.experts} lackShown={lackShown} />,
	},
]

/** Both experts, one below the other. With `lackShown` an empty seat is marked. */
export function ExpertLines({
	experts,
	lackShown,
}: {
	experts: ScheduleEntry["experts"]
	lackShown: boolean
}) {
	const lack = ["Специалисты не назначены", "Второй специалист не назначен"][experts.length]
	return (
		<div className="experts">
			{experts.map(({ name, post }) => (
				<p key={name}>
					<b>{name}</b>, {post}
				</p>
			))}
			{lackShown && lack ? (
				<Second>
					<Finds finds={[{ tone: "warn", text: lack }]} />
				</Second>
			) : null}
		</div>
	)
}
