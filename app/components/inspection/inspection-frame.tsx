import type { ReactNode } from "react"
import type {
	Difference,
	Frame,
	InspectedDocument,
	InspectedPerson,
	InspectedStep,
} from "#app/domain/application/inspection/inspection.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { Panel } from "../ui/panel.tsx"
import { type Column, DataTable } from "../ui/table.tsx"

/** The documents of the application at this moment, and the people who could open it. */
export function InspectionFrame({ frame: { documents, people } }: { frame: Frame }) {
	return (
		<div className="two">
			<section aria-labelledby="held">
				<h2 id="held">Документы в этот момент</h2>
				<Documents documents={documents} empty="Документов ещё не было." />
			</section>
			<section aria-labelledby="seen">
				<h2 id="seen">Кто мог открыть</h2>
				<People people={people} empty="Никто." />
				<p className="mt-3 small muted">
					Роли и назначения — на этот момент, правила доступа — нынешние. Муниципалитет, организация и предмет
					взяты из заявления, каким оно записано сейчас; снятые блокировки учётных записей система не хранит.
				</p>
			</section>
		</div>
	)
}

function Documents({ documents, empty }: { documents: readonly InspectedDocument[]; empty: string }) {
	if (documents.length === 0) return <p className="mt-3 muted">{empty}</p>
	return (
		<ul className="eventlist mt-3">
			{documents.map(({ id, name, note, href }) => (
				<li key={id}>
					{href ? <a href={href}>{name}</a> : name}
					<small>{note}</small>
				</li>
			))}
		</ul>
	)
}

function People({ people, empty }: { people: readonly InspectedPerson[]; empty: string }) {
	if (people.length === 0) return <p className="mt-3 muted">{empty}</p>
	return (
		<ul className="eventlist mt-3">
			{people.map(({ id, name, role }) => (
				<li key={id}>
					{name}
					<small>{role}</small>
				</li>
			))}
		</ul>
	)
}

export function InspectionDifference({ difference }: { difference: Difference }) {
	const { from, to, steps, documents, people } = difference
	const changes: [string, ReactNode][] = []
	if (documents.come.length > 0)
		changes.push(["Появились документы", <Documents key="1" documents={documents.come} empty="" />])
	if (documents.gone.length > 0)
		changes.push(["Не стало документов", <Documents key="2" documents={documents.gone} empty="" />])
	if (people.come.length > 0) changes.push(["Стали видеть", <People key="3" people={people.come} empty="" />])
	if (people.gone.length > 0)
		changes.push(["Перестали видеть", <People key="4" people={people.gone} empty="" />])
	return (
		<Panel title={`Что изменилось от записи ${from.seq} к записи ${to.seq}`} id="difference">
			<p className="mt-3">
				<StatusTag state={from.state} small>
					{from.short}
				</StatusTag>{" "}
				→{" "}
				<StatusTag state={to.state} small>
					{to.short}
				</StatusTag>
			</p>
			{steps.length === 0 ? (
				<p className="mt-3 muted">Это одна и та же запись.</p>
			) : (
				<p className="mt-3 small">{steps.map(({ seq, title }) => `${seq}. ${title}`).join("; ")}</p>
			)}
			{changes.map(([title, list]) => (
				<div key={title} className="mt-4">
					<h3>{title}</h3>
					{list}
				</div>
			))}
		</Panel>
	)
}

/** Every row of the journal, newest first. */
export function InspectionJournal({
	steps,
	address,
}: {
	steps: readonly InspectedStep[]
	address: (seq: number) => string
}) {
	const columns: readonly Column<InspectedStep>[] = [
		{ id: "seq", head: "Запись", rowHead: true, cell: ({ seq }) => <a href={address(seq)}>{seq}</a> },
		{ id: "when", head: "Когда", cell: ({ when }) => when },
		{ id: "title", head: "Событие", cell: ({ title }) => title },
		{
			id: "state",
			head: "Состояние",
			cell: ({ state, short }) => (
				<StatusTag state={state} small>
					{short}
				</StatusTag>
			),
		},
		{ id: "who", head: "Кто", cell: ({ who }) => who },
		{ id: "reason", head: "Причина", cell: ({ reason }) => reason ?? "" },
	]
	return (
		<section aria-labelledby="journal">
			<h2 id="journal">Журнал переходов</h2>
			<DataTable
				className="mt-4"
				caption="Журнал переходов заявления"
				hideCaption
				columns={columns}
				rows={[...steps].reverse()}
				rowKey={({ seq }) => String(seq)}
			/>
		</section>
	)
}
