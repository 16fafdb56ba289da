import type { SubmissionResult } from "@conform-to/react"
import { useLocation } from "@remix-run/react"
import type { InvitationForm } from "#app/domain/invitation/invitation.schema.ts"
import type {
	InvitationsView,
	InvitedRow,
	WaitingRow,
} from "#app/domain/invitation/invitation.view.server.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { paths } from "#app/utils/paths.ts"
import type { Cabinet } from "#app/workflow/acts.ts"
import { EveryRowAct } from "../acts/row-act.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import {
	ErrorSummary,
	Field,
	FormAlert,
	type Option,
	RadioPlates,
	Select,
	SubmitButton,
	TextArea,
} from "../forms/forms.tsx"
import { FreshForm, useFreshForm } from "../forms/use-fresh-form.tsx"
import { Empty } from "../ui/alert.tsx"
import { Filters, SearchField } from "../ui/filters.tsx"
import { Link } from "../ui/link.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { Pager } from "../ui/pager.tsx"
import { RowActs, Second } from "../ui/table.tsx"
import { Page } from "../ui/wrap.tsx"

export type InvitationsProps = {
	cabinet: Cabinet
	view: InvitationsView
	prefilled: { subject: string; message: string }
	result?: SubmissionResult<string[]>
	/** Why an act on the list was refused. */
	refused?: string
}

/** «Приглашение»: the form, the open links, and the people who accepted. Coordinators and operators share it. */
export function Invitations({ cabinet, view, prefilled, result, refused }: InvitationsProps) {
	return (
		<Page className="stack-l">
			<div>
				<p>
					Кто-то забыл имя пользователя или больше не работает?{" "}
					<Link to={paths.roles()}>Найти человека или прекратить роль</Link>
				</p>
				<FormAlert message={refused} />
				<InvitationFields view={view} prefilled={prefilled} result={result} />
			</div>
			<div id="found">
				<Search q={view.q} />
			</div>
			<WaitingTable rows={view.waiting} total={view.waitingTotal} cabinet={cabinet} asked={view.q} />
			<div id="invited">
				<InvitedTable rows={view.invited} asked={view.q} />
			</div>
			<Pager {...view.pages} label="Страницы списка" place="invited" />
		</Page>
	)
}

function InvitationFields({ view, prefilled, result }: Omit<InvitationsProps, "refused" | "cabinet">) {
	const [only] = view.roles
	const [place] = view.municipalities
	const [form, fields] = useFreshForm<InvitationForm>({
		id: "invitation",
		lastResult: result,
		defaultValue: {
			...prefilled,
			role: view.roles.length === 1 ? only?.value : undefined,
			municipalityCode: view.municipalities.length === 1 ? place?.value : undefined,
		},
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<MarginSection
				title="Новое приглашение"
				note="Ссылка из письма действует 24 часа и срабатывает один раз. Неиспользованное приглашение можно отправить повторно."
			>
				<RadioPlates field={fields.role} label="Роль приглашаемого" choices={view.roles.map(plate)} />
				{view.municipalities.length === 1 ? null : (
					<Select
						field={fields.municipalityCode}
						label="Муниципалитет"
						hint="Оператору муниципалитет не нужен."
						options={view.municipalities}
						placeholder="Не выбран"
					/>
				)}
				<Field field={fields.email} label="Почта получателя" type="email" autoComplete="off" />
				<Field field={fields.subject} label="Тема письма" />
				<TextArea field={fields.message} label="Сообщение (текст письма)" rows={8} />
				{view.municipalities.length === 1 ? (
					<input type="hidden" name={fields.municipalityCode.name} value={place?.value} />
				) : null}
				<div className="acts mt-5">
					<SubmitButton sign="mail" busyText="Отправляем…" name="intent" value="send">
						Сформировать приглашение
					</SubmitButton>
				</div>
			</MarginSection>
		</FreshForm>
	)
}

function Search({ q }: { q: string }) {
	const { pathname } = useLocation()
	return (
		<Filters label="Поиск приглашённого" resetTo={q ? `${pathname}#found` : undefined} place="found">
			<SearchField name="q" label="ФИО, логин или почта" defaultValue={q} />
		</Filters>
	)
}

const plate = ({ value, label }: Option) => ({ value, label })

function WaitingTable({
	rows,
	total,
	cabinet,
	asked,
}: {
	rows: readonly WaitingRow[]
	total: number
	cabinet: Cabinet
	asked: string
}) {
	return (
		<div id="waiting">
			<ListTable
				files={false}
				place="waiting"
				sorted={SORTED_COLUMNS.waitingInvitations}
				caption="Приглашения без ответа"
				rows={rows}
				rowKey={({ id }) => id}
				empty={
					asked ? (
						<Empty title="Среди приглашений без ответа никто не нашёлся">
							Они находятся только по почте.
						</Empty>
					) : (
						<Empty title="Все приглашения приняты">Отправленные приглашения появятся здесь.</Empty>
					)
				}
				columns={[
					{ id: "email", head: "Почта получателя", rowHead: true, cell: ({ email }) => email },
					{
						id: "role",
						head: "Роль",
						span: true,
						cell: ({ roleText, municipality }) => (
							<>
								{roleText}
								<Second>{municipality}</Second>
							</>
						),
					},
					{
						id: "state",
						head: "Состояние",
						cell: ({ state, stateText, term, undelivered }) => (
							<>
								<StatusTag state={state} subject="invitation" small>
									{stateText}
								</StatusTag>
								<Second>{term}</Second>
								{undelivered.map(({ id, why }) => (
									<Second key={id}>Письмо не доставлено: {why}</Second>
								))}
							</>
						),
					},
					{
						id: "acts",
						head: "Действия",
						th: "",
						span: true,
						cell: (row) => (
							<RowActs>
								<EveryRowAct
									on={{
										noun: "invitation",
										cabinet,
										id: row.id,
										version: row.version,
										events: row.events,
										hidden: { invitationId: row.id },
										rowName: row.email,
									}}
								/>
							</RowActs>
						),
					},
				]}
			/>
			{total > rows.length ? (
				<p className="muted mt-4">
					Показаны последние {rows.length} из {total}. Остальные найдёт поиск по почте.
				</p>
			) : null}
		</div>
	)
}

function InvitedTable({ rows, asked }: { rows: readonly InvitedRow[]; asked: string }) {
	return (
		<ListTable
			place="invited"
			sorted={SORTED_COLUMNS.invited}
			caption="Список пользователей зарегистрированных по приглашению"
			rows={rows}
			rowKey={({ id }) => id}
			empty={
				asked ? (
					<Empty title="Среди зарегистрированных никто не нашёлся">
						Измените слова поиска или сбросьте их.
					</Empty>
				) : (
					<Empty title="По приглашению пока никто не зарегистрирован">Отправьте первое приглашение.</Empty>
				)
			}
			columns={[
				{ id: "username", head: "Имя пользователя", cell: ({ username }) => username },
				{ id: "email", head: "Адрес электронной почты", span: true, cell: ({ email }) => email },
				{ id: "name", head: "Фамилия, имя, отчество", rowHead: true, cell: ({ fullName }) => fullName },
				{ id: "role", head: "Роль пользователя", span: true, cell: ({ roleText }) => roleText },
				{ id: "municipality", head: "Муниципалитет", cell: ({ municipality }) => municipality },
			]}
		/>
	)
}
