import type { SubmissionResult } from "@conform-to/react"
import type { BlockedRow, BlockForm } from "#app/domain/account/block-account.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { paths } from "#app/utils/paths.ts"
import { ErrorSummary, Field, SubmitButton, TextArea } from "../forms/forms.tsx"
import { FreshForm, useFreshForm } from "../forms/use-fresh-form.tsx"
import { Empty } from "../ui/alert.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { type Column, RowActs, RowName, Second } from "../ui/table.tsx"
import { Page } from "../ui/wrap.tsx"

type BlockedProps = {
	rows: readonly BlockedRow[]
	/** The login of the account that the address asks for. */
	username: string
	result?: SubmissionResult<string[]>
}

/** Closes an account and opens it again, each with a reason. */
export function BlockedAccounts({ rows, username, result }: BlockedProps) {
	const [form, fields] = useFreshForm<BlockForm>({
		id: "block",
		lastResult: result,
		defaultValue: { username },
	})
	return (
		<Page className="stack-l">
			<FreshForm form={form}>
				<ErrorSummary form={form} />
				<MarginSection
					id="access"
					title="Доступ к системе"
					note="Закрытая учётная запись выходит из системы сразу, войти в неё нельзя. Поданные заявления и документы остаются."
				>
					<Field field={fields.username} label="Имя пользователя" verbatim autoComplete="off" />
					<TextArea field={fields.reason} label="Причина" hint="Её увидят операторы." />
					<div className="acts mt-5">
						<SubmitButton name="intent" value="block">
							Заблокировать
						</SubmitButton>
						<SubmitButton tone="second" name="intent" value="unblock">
							Разблокировать
						</SubmitButton>
					</div>
				</MarginSection>
			</FreshForm>
			<div id="blocked">
				<ListTable
					files={false}
					place="blocked"
					sorted={SORTED_COLUMNS.blocked}
					caption="Заблокированные учётные записи"
					columns={COLUMNS}
					rows={rows}
					rowKey={(row) => row.username}
					empty={
						<Empty title="Заблокированных учётных записей нет">
							Доступ есть у всех, кто зарегистрирован.
						</Empty>
					}
				/>
			</div>
		</Page>
	)
}

const COLUMNS: readonly Column<BlockedRow>[] = [
	{
		id: "name",
		head: "Пользователь",
		rowHead: true,
		cell: (row) => (
			<>
				{row.fullName}
				<Second>{row.username}</Second>
			</>
		),
	},
	{ id: "since", head: "Доступ закрыт", cell: (row) => row.since },
	{ id: "reason", head: "Причина", cell: (row) => row.reason || "не указана" },
	{
		id: "open",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<RowActs>
				{/* The page loads anew, because the form above it keeps what was typed into it. */}
				<a href={paths.accessOf(row.username)}>
					Разблокировать
					<RowName>{row.fullName}</RowName>
				</a>
			</RowActs>
		),
	},
]
