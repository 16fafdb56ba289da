import type { SessionRow } from "#app/domain/account/sessions.server.ts"
import { SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { type Column, DataTable, RowName, Second } from "../ui/table.tsx"

/** «Мои сеансы»: where the account is open, with buttons that end a session. */
export function OwnSessions({ sessions }: { sessions: readonly SessionRow[] }) {
	return (
		<>
			<DataTable
				caption="Открытые сеансы"
				hideCaption
				columns={COLUMNS}
				rows={sessions}
				rowKey={(row) => row.key}
			/>
			{sessions.some(({ isCurrent }) => !isCurrent) ? (
				<PostForm className="acts">
					<SubmitButton tone="second" name="intent" value="end-others" busyText="Завершаем…">
						Завершить все другие сеансы
					</SubmitButton>
				</PostForm>
			) : null}
		</>
	)
}

const COLUMNS: readonly Column<SessionRow>[] = [
	{
		id: "device",
		head: "Устройство",
		rowHead: true,
		cell: (row) => (
			<>
				{row.device}
				{row.isCurrent ? <Second>этот сеанс</Second> : null}
			</>
		),
	},
	{ id: "address", head: "Адрес в сети", cell: (row) => row.address },
	{ id: "seen", head: "Последнее действие", cell: (row) => row.lastSeen },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) =>
			row.isCurrent ? null : (
				<PostForm>
					<input type="hidden" name="session" value={row.key} />
					<SubmitButton tone="text" small name="intent" value="end">
						Завершить сеанс
						<RowName>{row.device}</RowName>
					</SubmitButton>
				</PostForm>
			),
	},
]
