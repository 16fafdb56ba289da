import type { ReactNode } from "react"
import { ATTESTATION_FORMS, CATEGORIES } from "#app/domain/application/form/claim-choices.ts"
import type { RegistrationRow } from "#app/domain/application/registration/registration.view.server.ts"
import type { RegistrationQuery } from "#app/domain/application/registration/registration-query.ts"
import { termWords, toneOfTerm } from "#app/domain/application/registration/review-term.ts"
import { SORTED_COLUMNS } from "#app/domain/list/sorted-columns.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, days } from "#app/utils/russian.ts"
import { RowFindings } from "../application/findings.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Checkbox, type Option, Refusable, Select, SubmitButton, TextArea } from "../forms/forms.tsx"
import { isRefused } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Empty, TermLeft, Why } from "../ui/alert.tsx"
import { BulkBar } from "../ui/bulk-bar.tsx"
import { ButtonLink, buttonClass } from "../ui/button.tsx"
import { Filters, SEARCH_OF_APPLICATIONS, SearchField } from "../ui/filters.tsx"
import { Link } from "../ui/link.tsx"
import { ListTable } from "../ui/list-table.tsx"
import { Fold } from "../ui/panel.tsx"
import { RowActs, RowLink, RowName, rowToneOfTerm } from "../ui/table.tsx"

const CHECKS = [
	{ value: "overdue", label: "Просрочены" },
	{ value: "soon", label: "5 дней и меньше" },
	{ value: "clean", label: "Без замечаний" },
	{ value: "findings", label: "Есть замечания" },
]

export function RegistrationFilters({
	filters,
	children,
}: {
	filters: RegistrationQuery
	children?: ReactNode
}) {
	const { show, q, organisation, claimed, form } = filters
	const filtered = show !== "all" || q || organisation || claimed || form
	return (
		<Filters label="Отбор заявлений" resetTo={filtered ? paths.registration() : undefined}>
			{children}
			<SearchField name="q" label="ФИО" hint={SEARCH_OF_APPLICATIONS} defaultValue={q} />
			<SearchField
				name="organisation"
				label="Организация"
				hint="Номер или часть названия"
				defaultValue={organisation}
			/>
			<Select
				name="claimed"
				label="Заявленная"
				placeholder="Любая"
				options={CATEGORIES}
				defaultValue={claimed}
			/>
			<Select name="form" label="Форма" placeholder="Любая" options={ATTESTATION_FORMS} defaultValue={form} />
			<Select
				name="show"
				label="Проверка"
				placeholder="Любая"
				options={CHECKS}
				defaultValue={show === "all" ? "" : show}
			/>
		</Filters>
	)
}

const applications = (count: number) => counted(count, ["заявление", "заявления", "заявлений"])

/** Whether the refused form was to reject, or held a reason. Without it the part stays folded. */
const isAboutReason = (refusal: RefusalAnswer | null) =>
	isRefused(refusal, { intent: "reject" }) || Boolean(refusal?.typed.reason || refusal?.typed.reasonCode)

/** The whole table is one form. Ticked rows are sent together; a button in a row acts on that application. */
export function RegistrationTable({
	rows,
	waiting,
	found,
	reasons,
	action,
	list,
	refusal,
}: {
	rows: readonly RegistrationRow[]
	/** How many wait in total, for the words of the empty list. */
	waiting: number
	/** How many match the filters, on all pages. */
	found: number
	/** The typical reasons for a rejection. */
	reasons: readonly Option[]
	action: string
	/** The filters, which the workbench keeps in its links. */
	list: Readonly<Record<string, string>>
	refusal: RefusalAnswer | null
}) {
	if (rows.length === 0) return <NothingWaits waiting={waiting} />
	return (
		<Refusable refusal={refusal}>
			<PostForm action={action} className="mt-5" noValidate>
				<input type="hidden" name="event" value="application.register" />
				<BulkBar
					found={found}
					note="Сначала система покажет, кого это касается, какие письма уйдут и кто останется. Те, у кого есть замечания, не регистрируются."
				>
					{(count) => (
						<SubmitButton tone="on-deep" small sign="stamp" name="intent" value="register">
							{count ? `Зарегистрировать ${applications(count)}` : "Зарегистрировать отмеченные"}
						</SubmitButton>
					)}
				</BulkBar>
				<Checkbox name="all" label={`Выбрать все найденные: ${applications(found)}`} />
				<Fold title="Отклонить отмеченные по одной причине" open={isAboutReason(refusal)}>
					<div className="stack">
						<Select
							name="reasonCode"
							label="Причина отклонения"
							placeholder="Другая: напишите ниже"
							options={reasons}
						/>
						<TextArea name="reason" label="Своими словами" hint="Причину получит каждый педагог." rows={3} />
						<div className="acts">
							<SubmitButton tone="bad" small name="intent" value="reject">
								Отклонить отмеченные
							</SubmitButton>
						</div>
					</div>
				</Fold>
				<ListTable
					sorted={SORTED_COLUMNS.registration}
					caption="Поданные заявления, сначала те, срок рассмотрения которых истекает раньше"
					hideCaption
					rows={rows}
					rowKey={(row) => row.id}
					rowTone={(row) => rowToneOfTerm(toneOfTerm(row.daysLeft))}
					pick={{
						value: (row) => row.id,
						label: (row) => `Отметить: ${row.fullName}`,
						disabled: (row) => row.own,
					}}
					columns={[
						{
							id: "name",
							head: "Фамилия Имя Отчество",
							rowHead: true,
							cell: (row) => (
								<RowLink
									to={paths.registrationOf(row.id, list)}
									name={row.fullName}
								>{`${row.position}, ${row.organisation}`}</RowLink>
							),
						},
						{
							id: "current",
							head: "Имеющаяся категория и дата окончания",
							cell: (row) => (
								<>
									{row.current}
									{row.currentUntil ? <small className="nowrap">{row.currentUntil}</small> : null}
								</>
							),
						},
						{ id: "claimed", head: "Заявленная", cell: (row) => <b>{row.claimedLabel}</b> },
						{ id: "form", head: "Форма", cell: (row) => row.formLabel },
						{ id: "left", head: "Осталось из 30 дней", cell: leftCell },
						{
							id: "check",
							head: "Проверка",
							span: true,
							cell: (row) => <RowFindings findings={row.findings} />,
						},
						{ id: "acts", head: "Действия", th: "", span: true, cell: actsCell },
					]}
				/>
			</PostForm>
		</Refusable>
	)
}

const leftCell = (row: RegistrationRow) => (
	<>
		<TermLeft tone={toneOfTerm(row.daysLeft)}>
			{row.daysLeft > 0 ? days(row.daysLeft) : termWords(row.daysLeft)}
		</TermLeft>
		<small className="nowrap">{`подано ${row.receivedOn}`}</small>
	</>
)

const actsCell = (row: RegistrationRow) => (
	<RowActs>
		{row.register.possible ? (
			<button
				type="submit"
				className={buttonClass("second")}
				formAction={paths.applicationEvents(row.id)}
				data-event="application.register"
			>
				Зарегистрировать
				<RowName>{row.fullName}</RowName>
			</button>
		) : (
			<div className="event" data-event="application.register">
				<Why id={`why-${row.id}`}>{row.register.reasons.join(" ")}</Why>
				<button
					type="button"
					className={buttonClass("second")}
					aria-disabled="true"
					aria-describedby={`why-${row.id}`}
				>
					Зарегистрировать
					<RowName>{row.fullName}</RowName>
				</button>
			</div>
		)}
		<Link to={paths.municipalityApplication(row.id)}>
			Просмотреть заявление
			<RowName>{row.fullName}</RowName>
		</Link>
		{row.own ? null : (
			<Link to={`${paths.municipalityApplication(row.id)}#reject`}>
				Отклонить
				<RowName>{row.fullName}</RowName>
			</Link>
		)}
	</RowActs>
)

function NothingWaits({ waiting }: { waiting: number }) {
	if (waiting > 0)
		return (
			<Empty
				title="Таких заявлений нет"
				act={
					<ButtonLink to={paths.registration()} tone="second">
						Показать все
					</ButtonLink>
				}
			>
				Измените условия отбора.
			</Empty>
		)
	return (
		<Empty
			title="Все заявления рассмотрены"
			act={
				<ButtonLink to={paths.scheduling()} tone="second">
					Перейти к графику
				</ButtonLink>
			}
		>
			Новые появятся здесь, когда педагоги их подадут. Зарегистрированные ждут назначения периода и
			специалистов.
		</Empty>
	)
}
