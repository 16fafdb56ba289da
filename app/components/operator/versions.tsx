import type { ReactNode } from "react"
import { Alert, Empty } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { Fold } from "#app/components/ui/panel.tsx"
import { type Column, DataTable, RowActs, RowName, Second } from "#app/components/ui/table.tsx"
import { Tag } from "#app/components/ui/tag.tsx"
import { Timeline, type TimelineEntry } from "#app/components/ui/timeline.tsx"

// One version of something that operators edit: a Word form or the words of a letter.

export interface VersionLine {
	number: number
	name: string
	note: string
	uploaded: string
	current: boolean
	to: string
	/** The address of the Word file. The words of a letter are shown on the page instead. */
	download?: string
}

export function VersionTag({ current, small = false }: { current: boolean; small?: boolean }) {
	return current ? (
		<Tag tone="go-solid" sign="check" small={small}>
			Действует
		</Tag>
	) : (
		<Tag tone="calm" sign="dash" small={small}>
			Не действует
		</Tag>
	)
}

const versionColumns = (head: string): readonly Column<VersionLine>[] => [
	{
		id: "version",
		head,
		rowHead: true,
		cell: (row) => (
			<>
				<Link to={row.to}>{row.name}</Link>
				{row.uploaded ? <Second>{row.uploaded}</Second> : null}
			</>
		),
	},
	{ id: "note", head: "Что изменено", cell: (row) => row.note },
	{ id: "state", head: "Состояние", cell: (row) => <VersionTag current={row.current} small /> },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<RowActs>
				<Link to={row.to}>
					Посмотреть образец
					<RowName>{row.name}</RowName>
				</Link>
				{row.download ? (
					<a href={row.download}>
						Скачать
						<RowName>{row.name}</RowName>
					</a>
				) : null}
			</RowActs>
		),
	},
]

/** All versions, newest first. */
export function Versions({ head, rows }: { head: string; rows: readonly VersionLine[] }) {
	return (
		<DataTable
			caption="Версии, новые сверху"
			hideCaption
			columns={versionColumns(head)}
			rows={rows}
			rowKey={(row) => String(row.number)}
		/>
	)
}

/** Which version came into force when, and who put it into force. */
export function Uses({ entries, never }: { entries: readonly TimelineEntry[]; never: ReactNode }) {
	return entries.length > 0 ? (
		<Timeline entries={entries} />
	) : (
		<Empty title="Изменений не было">{never}</Empty>
	)
}

interface TagLine {
	tag: string
	description: string
}

const tagColumns: readonly Column<TagLine>[] = [
	{ id: "tag", head: "Метка", rowHead: true, cell: (row) => <code>{row.tag}</code> },
	{ id: "what", head: "Что печатает", cell: (row) => row.description },
]

export function Tags({ title, rows }: { title: string; rows: readonly TagLine[] }) {
	return (
		<Fold title={title}>
			<DataTable
				caption="Метки"
				hideCaption
				columns={tagColumns}
				rows={rows}
				rowKey={(row) => `${row.tag} ${row.description}`}
			/>
		</Fold>
	)
}

interface Check {
	faults: readonly string[]
	leftOut: readonly TagLine[]
}

/** The result of checking a version. */
export function CheckResult({ check, fine, without }: { check: Check; fine: string; without: string }) {
	if (check.faults.length > 0)
		return (
			<Alert tone="bad" title="Эту версию нельзя ввести в действие">
				<ul>
					{check.faults.map((fault) => (
						<li key={fault}>{fault}</li>
					))}
				</ul>
			</Alert>
		)
	if (check.leftOut.length === 0) return <Alert tone="good">{fine}</Alert>
	return (
		<Alert tone="wait" title={without}>
			<p>Если Вы убрали их нарочно, вводите версию в действие.</p>
			<ul>
				{check.leftOut.map(({ tag, description }) => (
					<li key={tag}>
						<code>{tag}</code>
						{description ? ` — ${description}` : null}
					</li>
				))}
			</ul>
		</Alert>
	)
}

interface SampleLink {
	label: string
	to: string
	current: boolean
}

/** The samples with which a version can be shown. */
export function SampleChoice({ samples }: { samples: readonly SampleLink[] }) {
	return (
		<nav aria-label="Образцы данных" className="samples">
			<p>Заполнить другими данными:</p>
			<ul>
				{samples.map(({ label, to, current }) => (
					<li key={to}>{current ? <strong>{label}</strong> : <a href={to}>{label}</a>}</li>
				))}
			</ul>
		</nav>
	)
}
