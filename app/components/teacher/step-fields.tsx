import { useContext } from "react"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import type { FormFilling } from "#app/domain/application/form/teacher-form.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { RefusalContext } from "../forms/field-base.tsx"
import { DateField, Field, FieldGroup, RadioPlates, SubmitButton, TextArea } from "../forms/forms.tsx"
import { NameDoubts } from "../person/name-question.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { ClaimFields, GroundFields, MannerFields } from "./claim-fields.tsx"

type StepProps = { filling: FormFilling }

const BY_STEP: Record<string, (props: StepProps) => React.ReactNode> = {
	person: PersonFields,
	position: PositionFields,
	current: CurrentFields,
	claim: ClaimFields,
	ground: GroundFields,
	manner: MannerFields,
	experience: ExperienceFields,
	awards: AwardsFields,
	results: ResultsFields,
}

export function StepFields({ filling }: StepProps) {
	const Fields = BY_STEP[filling.step.id]
	return Fields ? <Fields filling={filling} /> : null
}

function PersonFields({ filling }: StepProps) {
	const { form, cases } = filling
	// A refusal may contain forms of the name that were proposed after the page was loaded.
	const typed = useContext(RefusalContext)?.typed ?? {}
	return (
		<>
			<input type="hidden" name="casesFor" value={typed.casesFor ?? cases.of} />
			<input type="hidden" name="genitiveWas" value={typed.genitiveWas ?? form.genitive ?? ""} />
			<input type="hidden" name="dativeWas" value={typed.dativeWas ?? form.dative ?? ""} />
			<CasesSeen />
			<Field
				name="surname"
				label="Фамилия"
				defaultValue={form.surname}
				autoComplete="family-name"
				width="medium"
			/>
			<Field name="name" label="Имя" defaultValue={form.name} autoComplete="given-name" width="medium" />
			<Field
				name="patronymic"
				label="Отчество"
				hint="Оставьте пустым, если его нет"
				defaultValue={form.patronymic}
				autoComplete="additional-name"
				width="medium"
			/>
			<RadioPlates
				name="sex"
				label="Пол"
				hint="Нужен, чтобы верно склонять фамилию"
				layout="row"
				defaultValue={form.sex}
				choices={[
					{ value: "f", label: "женский" },
					{ value: "m", label: "мужской" },
				]}
			/>
			<NameInCases filling={filling} />
			<Field
				name="phone"
				label="Телефон"
				type="tel"
				autoComplete="tel"
				hint="Координатор позвонит, если в заявлении ошибка"
				defaultValue={form.phone}
				width="medium"
			/>
			<Field
				name="email"
				label="Электронная почта"
				type="email"
				autoComplete="email"
				verbatim
				defaultValue={form.email}
				width="medium"
			/>
		</>
	)
}

/** The forms of the name that the refused answer questions. If they are sent again unchanged, they are accepted. */
function CasesSeen() {
	const refusal = useContext(RefusalContext)
	const questioned = refusal?.fields.genitive || refusal?.fields.dative
	const { genitive, dative } = refusal?.typed ?? {}
	return <input type="hidden" name="casesSeen" value={questioned ? formsKey({ genitive, dative }) : ""} />
}

/** Proposed by the system. If it is in doubt, it asks once for every name. */
function NameInCases({ filling: { form, cases } }: StepProps) {
	const asks = cases.of !== "" && cases.doubts.length > 0
	const differs = cases.of !== "" && (form.genitive !== cases.genitive || form.dative !== cases.dative)
	return (
		<FieldGroup
			legend="ФИО в падежах"
			hint="Так они будут напечатаны в заявлении. Система предлагает их сама, исправьте, если нужно."
		>
			{asks ? (
				<Alert tone="wait" title="Проверьте окончания">
					<NameDoubts doubts={cases.doubts} />
					<p>Исправьте, если нужно, и подтвердите. Пока имя не изменится, система больше не спросит.</p>
				</Alert>
			) : null}
			<Field
				name="genitive"
				label="Заявление от кого?"
				hint="Родительный падеж, например: Ивановой Марии Петровны"
				defaultValue={form.genitive}
			/>
			<Field
				name="dative"
				label="Установить категорию кому?"
				hint="Дательный падеж, например: Ивановой Марии Петровне"
				defaultValue={form.dative}
			/>
			{differs ? (
				<p className="small muted">
					Система предлагает: {cases.genitive} — {cases.dative}
				</p>
			) : null}
			<div className="cluster mt-3">
				{asks ? (
					<SubmitButton name="intent" value="confirm-cases" small>
						Падежи верны
					</SubmitButton>
				) : null}
				<SubmitButton name="intent" value="cases" tone="second" small>
					Предложить снова
				</SubmitButton>
			</div>
		</FieldGroup>
	)
}

function PositionFields({ filling: { form, places } }: StepProps) {
	return (
		<>
			<RadioPlates
				name="engagementId"
				label="Должность и место работы"
				defaultValue={form.engagementId}
				choices={places}
			/>
			<p className="small">
				Нет нужной должности? <Link to={paths.profile("workplace")}>Добавьте место работы</Link>: ответы в
				заявлении сохранятся.
			</p>
			<DateField
				name="appointedOn"
				label="Дата назначения на эту должность"
				hint="Из трудовой книжки или приказа о приёме, например 01.09.2017"
				defaultValue={form.appointedOn}
				className="mt-5"
			/>
		</>
	)
}

function CurrentFields({ filling: { form, position } }: StepProps) {
	return (
		<>
			<RadioPlates
				name="currentCategory"
				label="Имеющаяся квалификационная категория"
				hideLabel
				hint={`По должности «${position}». Посмотрите в приказе об установлении категории или в трудовой книжке.`}
				defaultValue={form.currentCategory}
				choices={[
					{
						value: "none",
						label: "не имею",
						nested: (
							<RadioPlates
								name="heldBefore"
								label="Была ли у Вас категория раньше?"
								layout="row"
								defaultValue={form.heldBefore}
								choices={[
									{ value: "yes", label: "была" },
									{ value: "no", label: "не было" },
								]}
							/>
						),
					},
					{ value: "first", label: "первая" },
					{ value: "highest", label: "высшая" },
				]}
			/>
			<div className="nested unless-first mt-2">
				<DateField
					name="currentSetOn"
					label="Дата установления категории"
					hint="Например, 02.12.2021"
					defaultValue={form.currentSetOn}
				/>
				<RadioPlates
					name="currentTerm"
					label="Срок действия"
					defaultValue={form.currentTerm}
					choices={[
						{
							value: "dated",
							label: "до определённой даты",
							nested: (
								<DateField
									name="currentEndsOn"
									label="Дата окончания срока действия"
									hint="Например, 02.12.2026"
									defaultValue={form.currentEndsOn}
								/>
							),
						},
						{ value: "indefinite", label: "бессрочно" },
					]}
				/>
			</div>
			<Alert className="mt-5">
				<p>
					Если категория скоро закончится или уже закончилась, заявление всё равно можно подать. Новую
					категорию могут установить уже после окончания прежней.
				</p>
			</Alert>
		</>
	)
}

function ExperienceFields({ filling: { form } }: StepProps) {
	const years = { width: "short", inputMode: "numeric" } as const
	return (
		<>
			<FieldGroup
				legend="Образование"
				hint="Можно не заполнять: тогда в заявлении останутся линии, чтобы вписать от руки."
			>
				<Field
					name="educationLevel"
					label="Уровень образования"
					hint="Например, высшее или среднее профессиональное"
					defaultValue={form.educationLevel}
				/>
				<Field
					name="educationInstitution"
					label="Образовательная организация"
					defaultValue={form.educationInstitution}
				/>
				<Field
					name="educationYear"
					label="Год окончания"
					width="short"
					inputMode="numeric"
					defaultValue={form.educationYear}
				/>
				<Field name="educationSpeciality" label="Специальность" defaultValue={form.educationSpeciality} />
				<Field
					name="educationQualification"
					label="Квалификация по диплому"
					defaultValue={form.educationQualification}
				/>
			</FieldGroup>
			<FieldGroup legend="Стаж" hint="Полных лет; меньше года — 0.">
				<Field name="experienceTotal" label="Общий стаж" {...years} defaultValue={form.experienceTotal} />
				<Field
					name="experienceTeaching"
					label="Стаж педагогической работы"
					{...years}
					defaultValue={form.experienceTeaching}
				/>
				<Field
					name="experiencePosition"
					label="Стаж в данной должности"
					{...years}
					defaultValue={form.experiencePosition}
				/>
				<Field
					name="experienceOrganisation"
					label="Стаж в данной организации"
					hint="Можно не заполнять"
					{...years}
					defaultValue={form.experienceOrganisation}
				/>
			</FieldGroup>
		</>
	)
}

function AwardsFields({ filling: { form } }: StepProps) {
	return (
		<>
			<p className="hint">Всё на этом шаге можно оставить пустым.</p>
			<TextArea
				name="degree"
				label="Учёная степень, учёное звание"
				rows={2}
				defaultValue={form.degree}
				className="mt-5"
			/>
			<TextArea
				name="awards"
				label="Награды, звания"
				hint="Каждую с годом получения"
				rows={4}
				defaultValue={form.awards}
			/>
			<TextArea
				name="training"
				label="Повышение квалификации, переподготовка"
				hint="Тема, организация, число часов, год"
				rows={5}
				defaultValue={form.training}
			/>
		</>
	)
}

const RESULTS = ["result1", "result2", "result3", "result4", "result5"] as const

function ResultsFields({ filling: { form, criteria, rowPatterns } }: StepProps) {
	return (
		<>
			<p className="hint">
				Эти поля можно оставить пустыми: результаты всё равно нужны в таблицах, система подготовит их в Word,
				а Вы прикрепите их при подаче заявления. Что Вы напишете здесь, будет в них уже напечатано. Имена
				обучающихся сокращайте до инициалов.
			</p>
			<p className="hint">
				Чтобы заполнить строку таблицы, начните её с новой строки и разделите столбцы точкой с запятой;
				остальной текст встанет над таблицей. Показатели — по {criteria.item} ({criteria.order}).
			</p>
			{criteria.criteria.map(({ number, code, text }) => {
				const name = RESULTS[number - 1]
				return name ? (
					<div key={code} className="mt-5">
						<TextArea
							name={name}
							label={`Показатель ${number}`}
							hint={text}
							rows={5}
							defaultValue={form[name]}
						/>
						{rowPatterns[number]?.map((pattern) => (
							<p key={pattern} className="small muted">
								Строка таблицы: {pattern}
							</p>
						))}
					</div>
				) : null
			})}
			{form.attestationForm === "remote" ? (
				<FieldGroup
					legend="Записи двух уроков"
					hint="Ссылки на записи в облачном хранилище или на видеохостинге, открытые для просмотра. Можно добавить позже."
				>
					<Field
						name="lesson1"
						label="Ссылка на первую запись"
						type="url"
						verbatim
						defaultValue={form.lesson1}
					/>
					<Field
						name="lesson2"
						label="Ссылка на вторую запись"
						type="url"
						verbatim
						defaultValue={form.lesson2}
					/>
				</FieldGroup>
			) : null}
			<Field
				name="annexPages"
				label="Число листов в приложении"
				hint="Сколько листов займут таблицы результатов. Можно вписать от руки"
				width="short"
				inputMode="numeric"
				defaultValue={form.annexPages}
			/>
		</>
	)
}
