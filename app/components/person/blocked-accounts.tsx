import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react"
import { Form } from "@remix-run/react"
import type { BlockedRow, BlockForm } from "#app/domain/account/block-account.server.ts"
import { ErrorSummary, Field, SubmitButton, TextArea } from "../forms/forms.tsx"
import { Empty } from "../ui/alert.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { type Column, DataTable, Second } from "../ui/table.tsx"
import { Page } from "../ui/wrap.tsx"

type BlockedProps = { rows: readonly BlockedRow[]; result?: SubmissionResult<string[]> }

/** Closes an account and opens it again, each with a reason. */
export function BlockedAccounts({ rows, result }: BlockedProps) {
	const [form, fields] = useForm<BlockForm>({
		// The form is empty after an account was closed or opened. After a refusal it keeps everything that was typed.
		id: `block-${rows.length}-${rows[0]?.username ?? ""}`,
		lastResult: result,
	})
	return (
		<Page className="stack-l">
			<Form method="post" {...getFormProps(form)}>
				<ErrorSummary form={form} />
				<MarginSection
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
			</Form>
			<DataTable
				caption="Заблокированные учётные записи"
				columns={COLUMNS}
				rows={rows}
				rowKey={(row) => row.username}
				empty={
					<Empty title="Заблокированных учётных записей нет">Доступ есть у всех, кто зарегистрирован.</Empty>
				}
			/>
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
]
