import { useFetcher } from "@remix-run/react"
import { useState } from "react"
import type { FieldMeta } from "../forms/field-base.tsx"
import { type Option, Select, SubmitButton } from "../forms/forms.tsx"
import { useScripted } from "../forms/scripted.ts"

export interface WorkplaceLists {
	municipalities: readonly Option[]
	/** The organisations of the municipality chosen so far. */
	organisations: readonly Option[]
	positions: readonly Option[]
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

/** Position and subject. */
export function PostFields({
	fields,
	lists,
	subjectLabel = "Предмет",
	subjectHint = "Для учителя, преподавателя, педагога дополнительного образования. К другим должностям предмет не нужен.",
}: {
	fields: Record<"positionCode" | "subjectId", FieldMeta>
	lists: Pick<WorkplaceLists, "positions" | "subjects">
	subjectLabel?: string
	subjectHint?: string
}) {
	return (
		<>
			<Select
				field={fields.positionCode}
				label="Должность"
				options={lists.positions}
				placeholder="Выберите должность"
			/>
			<Select
				field={fields.subjectId}
				label={subjectLabel}
				hint={subjectHint}
				options={[]}
				groups={lists.subjects}
				placeholder="Не выбран"
			/>
		</>
	)
}
