import type { MachineView, TransitionView } from "#app/domain/machine/machine.view.server.ts"
import { thousands } from "#app/utils/russian.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { Link } from "../ui/link.tsx"
import { type Column, DataTable } from "../ui/table.tsx"
import type { MachineMarks } from "./machine-drawing.tsx"

type Row = MachineView["states"][number] & { transitions: readonly TransitionView[] }

/** The drawing in words, for screen readers, for print, and for details that the drawing omits. */
export function MachineWords({ view }: { view: MachineView }) {
	const rows: Row[] = view.states.map((state) => ({ ...state, transitions: view.leaving[state.path] ?? [] }))
	return (
		<DataTable
			caption={`${view.title}: состояния, события, условия и кто их отправляет`}
			hideCaption
			columns={columnsOf(view)}
			rows={rows}
			rowKey={(row) => row.path}
			rowTone={(row) => ((row.bands[3] ?? 0) > 0 ? "late" : undefined)}
		/>
	)
}

const columnsOf = (view: MachineView): readonly Column<Row>[] => [
	{
		id: "state",
		head: "Состояние",
		rowHead: true,
		cell: (row) => (
			<StatusTag state={row.path} subject={view.name} small>
				{row.short}
			</StatusTag>
		),
	},
	{
		id: "count",
		head: "Сейчас",
		end: true,
		cell: (row) => <Link to={row.to}>{thousands(row.count)}</Link>,
	},
	{ id: "age", head: "Сколько ждут", cell: (row) => row.words },
	{
		id: "transitions",
		head: "Что может произойти",
		span: true,
		cell: (row) =>
			row.transitions.length > 0 ? (
				<ul className="eventlist">
					{row.transitions.map((one) => (
						<TransitionWords key={one.id} transition={one} />
					))}
				</ul>
			) : (
				"Больше ничего: состояние конечное"
			),
	},
]

/** One transition: «Подать заявление — станет «Подано»», who may send it and on what conditions. */
export function TransitionWords({ transition }: { transition: TransitionView }) {
	return (
		<li data-transition={transition.id}>
			<b>
				{transition.button}
				{transition.when ? `: ${transition.when}` : null}
			</b>{" "}
			{transition.to === null ? "— состояние не меняется" : `— станет «${transition.to}»`}
			<small>Кто: {transition.who.length > 0 ? transition.who.join("; ") : "никто"}</small>
			{transition.conditions.length > 0 ? <small>Условия: {transition.conditions.join("; ")}</small> : null}
		</li>
	)
}

/** The tooltip of each transition in the drawing. */
export function tipsOf({
	creation,
	leaving,
}: Pick<MachineView, "creation" | "leaving">): Record<string, string> {
	const all = [...creation, ...Object.values(leaving).flat()]
	return Object.fromEntries(
		all.map(({ id, button, who, conditions }) => {
			const parts = [`${button}.`, `Кто: ${who.join("; ")}.`]
			if (conditions.length > 0) parts.push(`Условия: ${conditions.join("; ")}.`)
			return [id, parts.join(" ")]
		}),
	)
}

export const mapMarks = ({ states }: Pick<MachineView, "states">): MachineMarks => ({
	kind: "map",
	states: Object.fromEntries(states.map(({ path, ...stand }) => [path, stand])),
})
