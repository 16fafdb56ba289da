import type { CommissionView } from "#app/domain/commission/commission.view.server.ts"
import { OFFICE_TITLES, OFFICES } from "#app/domain/commission/offices.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { DateField, Field, RadioPlates, SubmitButton } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert, Empty } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { type Column, DataTable, RowName, Second } from "../ui/table.tsx"

type Member = CommissionView["present"][number]
type Open = NonNullable<CommissionView["open"]>

/** Who is a member of the commission today, who will be, and who was. */
export function Members({ view }: { view: CommissionView }) {
	const { present, future, earlier, quorum, vacant } = view
	return (
		<>
			<section aria-labelledby="present" className="stack">
				<h2 id="present">Сегодня в комиссии</h2>
				{quorum ? (
					<p>
						{counted(present.length, ["член комиссии", "члена комиссии", "членов комиссии"])}. Кворум — две
						трети состава: {counted(quorum, ["человек", "человека", "человек"])}.
					</p>
				) : null}
				{present.length > 0 && vacant.length > 0 ? (
					<Alert tone="wait">
						Не внесены: {vacant.join(", ").toLocaleLowerCase("ru")}. В документах на этом месте будет линейка.
					</Alert>
				) : null}
				<DataTable
					caption="Члены комиссии, которые работают сегодня"
					hideCaption
					columns={COLUMNS}
					rows={present}
					rowKey={(row) => row.id}
					empty={
						<Empty title="Состав комиссии ещё не внесён">
							Внесите председателя, заместителя, секретаря и членов комиссии: без состава нельзя отметить
							присутствие на заседании.
						</Empty>
					}
				/>
			</section>
			{future.length > 0 ? (
				<section aria-labelledby="future" className="stack">
					<h2 id="future">Войдут в комиссию позже</h2>
					<DataTable
						caption="Члены комиссии, срок которых ещё не начался"
						hideCaption
						columns={COLUMNS}
						rows={future}
						rowKey={(row) => row.id}
					/>
				</section>
			) : null}
			{earlier.length > 0 ? (
				<Fold title={`Прежние члены комиссии: ${earlier.length}`}>
					<DataTable
						caption="Члены комиссии, срок которых кончился"
						hideCaption
						columns={COLUMNS}
						rows={earlier}
						rowKey={(row) => row.id}
						rowTone={() => "off"}
					/>
				</Fold>
			) : null}
		</>
	)
}

const COLUMNS: readonly Column<Member>[] = [
	{
		id: "name",
		head: "Член комиссии",
		rowHead: true,
		cell: (row) => (
			<>
				{row.name}
				<Second>{row.post}</Second>
			</>
		),
	},
	{ id: "office", head: "Кем входит", cell: (row) => row.office },
	{
		id: "term",
		head: "Срок",
		cell: (row) => (
			<>
				{row.term}
				{row.order ? <Second>{row.order}</Second> : null}
			</>
		),
	},
	{ id: "login", head: "Имя пользователя", cell: (row) => row.login || "нет" },
	{
		id: "acts",
		head: "Действия",
		th: "",
		span: true,
		cell: (row) => (
			<Link to={paths.operatorCommission({ member: row.id })}>
				Изменить
				<RowName>{row.name}</RowName>
			</Link>
		),
	},
]

export function AddMember({ refusal }: { refusal: RefusalAnswer | null }) {
	return (
		<Panel title="Внести в состав" tone="tint">
			<OneOfForms refusal={refusal} is={{ intent: "add" }}>
				<PostForm className="stack mt-4" noValidate>
					<input type="hidden" name="intent" value="add" />
					<MemberFields typed={null} />
					<div className="acts">
						<SubmitButton>Внести в состав</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}

/** The form for one member: a correction, a change from a certain day, or the end of the term. */
export function ChangeMember({ open, refusal }: { open: Open; refusal: RefusalAnswer | null }) {
	return (
		<div className="stack-l" key={open.id}>
			<Panel title={`Изменить: ${open.name}`} tone="tint">
				<OneOfForms refusal={refusal} is={{ intent: "change" }}>
					<PostForm className="stack mt-4" noValidate>
						<input type="hidden" name="intent" value="change" />
						<input type="hidden" name="memberId" value={open.id} />
						<p>
							Чтобы исправить опечатку, оставьте первый день срока прежним. Если изменилась роль в комиссии
							или место работы, укажите, с какого дня: прежняя запись останется в истории.
						</p>
						<MemberFields typed={open.typed} />
						<div className="acts">
							<SubmitButton>Сохранить</SubmitButton>
							<ButtonLink to={paths.operatorCommission()} tone="second">
								Не менять
							</ButtonLink>
						</div>
					</PostForm>
				</OneOfForms>
			</Panel>
			<Panel title="Закрыть срок">
				<OneOfForms refusal={refusal} is={{ intent: "end" }}>
					<PostForm className="stack mt-4" noValidate>
						<input type="hidden" name="intent" value="end" />
						<input type="hidden" name="memberId" value={open.id} />
						<DateField
							name="until"
							label="Последний день в составе комиссии"
							hint="Например, 31.12.2026"
							defaultValue={open.typed.until}
						/>
						<div className="acts">
							<SubmitButton tone="second">Закрыть срок</SubmitButton>
						</div>
					</PostForm>
				</OneOfForms>
			</Panel>
		</div>
	)
}

const OFFICE_CHOICES = OFFICES.map((value) => ({ value, label: OFFICE_TITLES[value] }))

function MemberFields({ typed }: { typed: Open["typed"] | null }) {
	return (
		<>
			<Field name="surname" label="Фамилия" width="medium" autoComplete="off" defaultValue={typed?.surname} />
			<Field name="name" label="Имя" width="medium" autoComplete="off" defaultValue={typed?.name} />
			<Field
				name="patronymic"
				label="Отчество"
				hint="Если есть"
				width="medium"
				autoComplete="off"
				defaultValue={typed?.patronymic}
			/>
			<Field
				name="post"
				label="Должность и место работы"
				hint="Как в протоколе: начальник отдела Департамента образования"
				autoComplete="off"
				defaultValue={typed?.post}
			/>
			<RadioPlates
				name="office"
				label="Кем входит в комиссию"
				layout="two"
				choices={OFFICE_CHOICES}
				defaultValue={typed?.office ?? "member"}
			/>
			<DateField
				name="from"
				label="Первый день срока"
				hint="Например, 01.09.2026"
				defaultValue={typed?.from}
			/>
			<DateField
				name="until"
				label="Последний день срока"
				hint="Если он известен, например 31.08.2027"
				defaultValue={typed?.until}
			/>
			<Field
				name="order"
				label="Акт, которым утверждён состав"
				hint="Номер и дата, например: распоряжение № 880-р от 25.08.2026"
				autoComplete="off"
				defaultValue={typed?.order}
			/>
			<Field
				name="username"
				label="Имя пользователя в системе"
				hint="Если у человека есть учётная запись: в голосовании о себе он не участвует"
				width="medium"
				verbatim
				autoComplete="off"
				defaultValue={typed?.username}
			/>
		</>
	)
}
