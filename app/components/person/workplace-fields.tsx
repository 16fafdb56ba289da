import { useFetcher } from "@remix-run/react"
import { useState } from "react"
import type { FieldMeta } from "../forms/field-base.tsx"
import { type Option, Select, SubmitButton } from "../forms/forms.tsx"
import { useScripted } from "../forms/scripted.ts"

export interface WorkplaceLists {
	municipalities: readonly Option[]
	/** The organisations of the municipality chosen so far. */
	organisations: readonly Option[]
	positions: readonly (Option & { takesSubject: boolean })[]
	subjects: readonly { label: string; options: readonly Option[] }[]
}

type WorkplaceFieldsProps = {
	fields: Record<"municipalityCode" | "organisationId" | "positionCode" | "subjectId", FieldMeta>
	lists: WorkplaceLists
}

/** Municipality → organisation → position → subject. Without a script, a button loads the organisations of the chosen municipality. */
export function WorkplaceFields({ fields, lists }: WorkplaceFieldsProps) {
	const organisations = useFetcher<{ municipality: string; organisations: Option[] }>()
	const [municipality, setMunicipality] = useState(fields.municipalityCode.defaultValue ?? "")
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
			<div className="field" aria-live="polite" aria-busy={organisations.state !== "idle"}>
				<Select
					key={`${municipality} ${options.length}`}
					field={fields.organisationId}
					label="Образовательная организация"
					hint={options.length === 0 ? "Сначала выберите муниципалитет." : undefined}
					options={options}
					placeholder="Выберите организацию"
				/>
			</div>
			<PostFields fields={fields} lists={lists} />
		</>
	)
}

/** Position and subject. A script hides the subject while the chosen position takes none. */
export function PostFields({
	fields,
	lists,
	always = false,
	subjectLabel = "Предмет",
	subjectHint = "Для учителя, преподавателя, педагога дополнительного образования. К другим должностям предмет не нужен.",
}: {
	fields: Record<"positionCode" | "subjectId", FieldMeta>
	lists: Pick<WorkplaceLists, "positions" | "subjects">
	/** The role has a subject, whatever the position. */
	always?: boolean
	subjectLabel?: string
	subjectHint?: string
}) {
	const scripted = useScripted()
	const [chosen, setChosen] = useState(fields.positionCode.defaultValue ?? "")
	const position = lists.positions.find(({ value }) => value === chosen)
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
					label="Должность"
					options={lists.positions}
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
