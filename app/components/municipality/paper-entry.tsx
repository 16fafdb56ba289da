import type { EntriesView, EntryView } from "#app/domain/application/entry/entry.view.server.ts"
import { SOURCES } from "#app/domain/application/entry/source.ts"
import {
	ATTENDANCE,
	ATTESTATION_FORMS,
	CATEGORIES,
	PROCEDURES,
} from "#app/domain/application/form/claim-choices.ts"
import { paths } from "#app/utils/paths.ts"
import { unbroken } from "#app/utils/russian.ts"
import { formIs } from "../acts/act-form.tsx"
import type { ActingOn } from "../acts/acting-on.ts"
import { Acts } from "../acts/acts.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Confirmation, DateField, Field, RadioPlates, Select, SubmitButton } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { type Column, DataTable, RowLink, Second } from "../ui/table.tsx"

type Row = EntriesView["rows"][number]

/** Applications that were entered earlier: which still need their files, and which no teacher has taken over. */
export const EntriesTable = ({ rows }: { rows: readonly Row[] }) => (
	<DataTable
		caption="Внесённые заявления, сначала новые"
		columns={COLUMNS}
		rows={rows}
		rowKey={(row) => row.id}
	/>
)

const COLUMNS: readonly Column<Row>[] = [
	{
		id: "name",
		head: "Педагогический работник",
		rowHead: true,
		cell: (row) => (
			<RowLink to={row.to} name={row.fullName}>{`${row.position}, ${row.organisation}`}</RowLink>
		),
	},
	{
		id: "state",
		head: "Состояние",
		cell: (row) => (
			<StatusTag state={row.state} small>
				{row.short}
			</StatusTag>
		),
	},
	{
		id: "received",
		head: "Как и когда пришло",
		cell: (row) => (
			<>
				{row.source}
				<Second>{row.received ? `получено ${row.received}` : `внесено ${row.entered}`}</Second>
			</>
		),
	},
	{
		id: "taken",
		head: "Личный кабинет педагога",
		cell: (row) => (row.takenOver ? "принял(а) заявление" : "ещё нет"),
	},
]

/** What the paper says. Its other data stay in the scan. */
export function EntryFields({
	lists,
	grounds,
	entered,
	button,
	hidden = {},
}: Pick<EntriesView, "lists" | "grounds"> & {
	entered?: EntryView["entered"]
	button: string
	hidden?: Readonly<Record<string, string>>
}) {
	return (
		<PostForm noValidate>
			{Object.entries(hidden).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<MarginSection
				title="Кто подал заявление"
				note="Как в заявлении. Учётную запись с таким же именем система не тронет: педагог примет заявление по ссылке."
			>
				<RadioPlates
					name="source"
					label="Как пришло заявление"
					layout="row"
					choices={[...SOURCES]}
					defaultValue={entered?.source ?? "paper"}
				/>
				<Field name="surname" label="Фамилия" autoComplete="off" defaultValue={entered?.surname} />
				<Field name="name" label="Имя" autoComplete="off" defaultValue={entered?.name} />
				<Field
					name="patronymic"
					label="Отчество"
					hint="Если есть"
					autoComplete="off"
					defaultValue={entered?.patronymic}
				/>
				<Select
					name="organisationId"
					label="Образовательная организация"
					options={lists.organisations}
					placeholder="Выберите организацию"
					defaultValue={entered?.organisationId}
				/>
				<Select
					name="positionCode"
					label="Должность"
					options={lists.positions}
					placeholder="Выберите должность"
					defaultValue={entered?.positionCode}
				/>
				<Select
					name="subjectId"
					label="Предмет"
					hint="Для учителя, преподавателя, педагога дополнительного образования."
					options={[]}
					groups={lists.subjects}
					placeholder="Не нужен"
					defaultValue={entered?.subjectId}
				/>
				<Field
					name="mobilePhone"
					label="Мобильный телефон"
					hint="Если указан"
					type="tel"
					autoComplete="off"
					defaultValue={entered?.mobilePhone}
				/>
				<Field
					name="email"
					label="Электронная почта"
					hint="Если указана: туда придут письма о ходе аттестации"
					type="email"
					autoComplete="off"
					defaultValue={entered?.email}
				/>
			</MarginSection>
			<MarginSection title="О чём заявление">
				<RadioPlates
					name="currentCategory"
					label="Какая категория есть сейчас"
					layout="row"
					defaultValue={entered?.currentCategory}
					choices={[{ value: "none", label: "нет" }, ...CATEGORIES]}
				/>
				<DateField
					name="currentEndsOn"
					label="До какого дня она действует"
					hint="Если бессрочно, оставьте пустым"
					defaultValue={entered?.currentEndsOn}
				/>
				<RadioPlates
					name="claimedCategory"
					label="Заявленная категория"
					layout="row"
					defaultValue={entered?.claimedCategory}
					choices={CATEGORIES}
				/>
				<RadioPlates
					name="attestationForm"
					label="Форма аттестации"
					layout="row"
					defaultValue={entered?.attestationForm}
					choices={ATTESTATION_FORMS}
				/>
				<RadioPlates
					name="presence"
					label="Заседание комиссии"
					layout="row"
					defaultValue={entered?.presence}
					choices={ATTENDANCE}
				/>
				<RadioPlates
					name="procedure"
					label="Процедура"
					layout="row"
					defaultValue={entered?.procedure ?? "general"}
					choices={PROCEDURES}
				/>
				<Select
					name="groundCode"
					label="Основание упрощённой формы"
					options={grounds}
					placeholder="Не нужно"
					defaultValue={entered?.groundCode}
				/>
				<Confirmation name="another" label="Всё равно внести: это ещё одно заявление" />
				<div className="acts mt-6">
					<SubmitButton busyText="Сохраняем…">{button}</SubmitButton>
				</div>
			</MarginSection>
		</PostForm>
	)
}

/** The same form with what was entered, until something is decided on the application. */
export function EntryCorrection({ entry, on }: { entry: EntryView; on: ActingOn }) {
	const { lists, grounds, entered } = entry
	if (!lists) return null
	const is = formIs(on, CORRECT)
	return (
		<OneOfForms refusal={on.refusal} is={is}>
			<Fold title="Исправить внесённые данные" open={isRefused(on.refusal, is)}>
				<EntryFields
					lists={lists}
					grounds={grounds}
					entered={entered}
					button="Сохранить исправления"
					hidden={{ ...is, version: String(on.version) }}
				/>
			</Fold>
		</OneOfForms>
	)
}

const CORRECT = "entry.correct"

export function EntryData({ entry }: { entry: EntryView }) {
	return (
		<Panel title="Что внесено" small>
			<SummaryList
				dense
				narrow
				items={[
					{
						term: "Пришло",
						value: entry.sourceText,
						note: entry.received ? `получено ${entry.received}` : undefined,
					},
					{ term: "Должность", value: entry.position },
					{ term: "Место работы", value: entry.organisation },
					{ term: "Имеет", value: entry.currentCategory },
					{ term: "Заявляет", value: entry.claimedCategory, note: entry.attestationForm },
					entry.ground !== null && { term: "Основание", value: entry.ground },
					{ term: "Телефон", value: entry.phone },
					{ term: "Почта", value: entry.email },
				]}
			/>
			<p className="small mt-3">
				<Link to={paths.municipalityApplication(entry.id)}>Все данные, документы и история заявления</Link>
			</p>
		</Panel>
	)
}

/** Receives the application once its files are there, or takes it back to the files after a rejection. */
export const EntryActs = ({ on }: { on: ActingOn }) => <Acts on={on} at="entry" />

/** Who opened the link: the coordinator compares the name with the paper. */
const Owner = ({ owner: { fullName, username, since } }: { owner: NonNullable<EntryView["owner"]> }) => (
	<SummaryList
		dense
		narrow
		className="mt-3"
		items={[
			{ term: "Кто принял", value: fullName },
			{ term: "Имя пользователя", value: username },
			since !== null && { term: "Когда", value: unbroken(since) },
		]}
	/>
)

const linkButton = (shown: boolean, earlier: boolean) =>
	shown
		? "Создать новую ссылку вместо этой"
		: earlier
			? "Создать новую ссылку вместо прежней"
			: "Создать ссылку для педагога"

/** The one-time link for the teacher. It is shown once, because only its hash is stored. */
export function TakeOverPanel({
	entry,
	link,
	refusal,
}: {
	entry: EntryView
	link: { url: string; until: string } | null
	refusal: RefusalAnswer | null | undefined
}) {
	return (
		<Panel title="Личный кабинет педагога" tone="tint">
			{entry.takenOver ? (
				<>
					<p className="mt-3">Педагог принял это заявление в свой кабинет и дальше следит за ним сам.</p>
					{entry.owner ? <Owner owner={entry.owner} /> : null}
				</>
			) : (
				<OneOfForms refusal={refusal} is={{ intent: "link" }}>
					<div className="stack mt-3">
						<p>
							Передайте педагогу одноразовую ссылку: по ней он зарегистрируется или войдёт, и заявление
							окажется в его кабинете.
						</p>
						{link ? (
							<Alert tone="good" live title={`Ссылка действует до ${link.until} и срабатывает один раз`}>
								<p>
									<b className="url">{link.url}</b>
								</p>
								<p className="small">
									Скопируйте или распечатайте её сейчас: второй раз система её не покажет. Отдайте её только
									самому педагогу.
								</p>
							</Alert>
						) : entry.linkUntil ? (
							<p>
								Ссылка уже создана и действует до {entry.linkUntil}. Если она потеряна, создайте новую:
								прежняя перестанет работать.
							</p>
						) : null}
						<PostForm>
							<input type="hidden" name="intent" value="link" />
							<SubmitButton tone="second">{linkButton(link !== null, entry.linkUntil !== null)}</SubmitButton>
						</PostForm>
					</div>
				</OneOfForms>
			)}
		</Panel>
	)
}
