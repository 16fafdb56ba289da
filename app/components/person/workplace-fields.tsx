import { useFetcher } from "@remix-run/react"
import { useState } from "react"
import type { FieldMeta } from "../forms/field-base.tsx"
import { type Option, Select, SubmitButton } from "../forms/forms.tsx"
import { useScripted } from "../forms/scripted.ts"

type OrganisationOption = Option & { kind: string }

export interface WorkplaceLists {
	municipalities: readonly Option[]
	/** The organisations of the municipality chosen so far. */
	organisations: readonly OrganisationOption[]
	positions: readonly (Option & { takesSubject: boolean; unusualIn: readonly string[] })[]
	subjects: readonly { label: string; options: readonly Option[] }[]
}

type WorkplaceFieldsProps = {
	fields: Record<"municipalityCode" | "organisationId" | "positionCode" | "subjectId", FieldMeta>
	lists: WorkplaceLists
}

/** Municipality → organisation → position → subject. Without a script, a button loads the organisations of the chosen municipality. */
export function WorkplaceFields({ fields, lists }: WorkplaceFieldsProps) {
	const organisations = useFetcher<{ municipality: string; organisations: OrganisationOption[] }>()
	const [municipality, setMunicipality] = useState(fields.municipalityCode.defaultValue ?? "")
	const [organisation, setOrganisation] = useState(fields.organisationId.defaultValue ?? "")
	const scripted = useScripted()
	const loaded = organisations.data?.municipality === municipality ? organisations.data.organisations : null
	const options =
		loaded ?? (municipality === (fields.municipalityCode.defaultValue ?? "") ? lists.organisations : [])
	return (
		<>
			<div
				className="field"
				onChange={(event) => {
					const { target } = event
					if (!(target instanceof HTMLSelectElement)) return
					setMunicipality(target.value)
					organisations.load(`/reference/organisations?municipality=${encodeURIComponent(target.value)}`)
				}}
			>
				<Select
					field={fields.municipalityCode}
					label="Муниципалитет"
					options={lists.municipalities}
					placeholder="Выберите муниципалитет"
				/>
			</div>
			{scripted ? null : (
				<div className="mt-3">
					<SubmitButton tone="second" small name="intent" value="organisations">
						Показать организации
					</SubmitButton>
				</div>
			)}
			<div
				className="field"
				aria-live="polite"
				aria-busy={organisations.state !== "idle"}
				onChange={({ target }) => {
					if (target instanceof HTMLSelectElement) setOrganisation(target.value)
				}}
			>
				<Select
					key={`${municipality} ${options.length}`}
					field={fields.organisationId}
					label="Образовательная организация"
					hint={options.length === 0 ? "Сначала выберите муниципалитет." : undefined}
					options={options}
					placeholder="Выберите организацию"
				/>
			</div>
			<PostFields
				fields={fields}
				lists={lists}
				organisationKind={options.find(({ value }) => value === organisation)?.kind}
			/>
		</>
	)
}

/**
 * Position and subject. A script hides the subject while the chosen position takes none, and puts the positions that people
 * in such an organisation choose by mistake at the end of the list.
 */
export function PostFields({
	fields,
	lists,
	organisationKind,
	always = false,
	subjectLabel = "Предмет",
	subjectHint = "Для учителя, преподавателя, педагога дополнительного образования. К другим должностям предмет не нужен.",
}: {
	fields: Record<"positionCode" | "subjectId", FieldMeta>
	lists: Pick<WorkplaceLists, "positions" | "subjects">
	/** Known only once an organisation is chosen. */
	organisationKind?: string | undefined
	/** The role has a subject, whatever the position. */
	always?: boolean
	subjectLabel?: string
	subjectHint?: string
}) {
	const scripted = useScripted()
	const [chosen, setChosen] = useState(fields.positionCode.defaultValue ?? "")
	const position = lists.positions.find(({ value }) => value === chosen)
	const isUnusual = ({ unusualIn }: (typeof lists.positions)[number]) =>
		organisationKind !== undefined && unusualIn.includes(organisationKind)
	const unusual = lists.positions.filter(isUnusual)
	const asksSubject = always || !scripted || (position?.takesSubject ?? true)
	return (
		<>
			<div
				className="field"
				onChange={({ target }) => {
					if (target instanceof HTMLSelectElement) setChosen(target.value)
				}}
			>
				<Select
					field={fields.positionCode}
					// Moving an option between groups would unselect it, so the list is made anew.
					key={unusual.map(({ value }) => value).join()}
					defaultValue={chosen}
					label="Должность"
					options={lists.positions.filter((one) => !isUnusual(one))}
					groups={unusual.length > 0 ? [{ label: "Обычно не в такой организации", options: unusual }] : []}
					placeholder="Выберите должность"
				/>
			</div>
			{asksSubject ? (
				<Select
					field={fields.subjectId}
					label={subjectLabel}
					hint={subjectHint}
					options={[]}
					groups={lists.subjects}
					placeholder="Не выбран"
				/>
			) : null}
		</>
	)
}
