import type { ApplicationPart } from "#app/domain/application/application.acts.ts"
import type { ActField } from "#app/workflow/acts.ts"
import { type GivenToFields, OWN_FIELDS } from "../application/own-fields.tsx"
import { Checkbox, Confirmation, DateField, Field, RadioPlates, TextArea } from "../forms/forms.tsx"

type FieldsProps = {
	fields: readonly ActField<string>[] | undefined
	given: GivenToFields | undefined
	/** What the fields hold at first. */
	typed?: Readonly<Record<string, string>> | undefined
	/** Shorter labels and no notes, for a row of a table. */
	inRow?: boolean
}

/** The fields of an event, as its entry in the list of acts defines them. */
export function ActFields({ fields = [], given = {}, typed = {}, inRow = false }: FieldsProps) {
	return fields.map((field) => (
		<OneField
			key={field.kind === "own" ? field.part : field.name}
			field={field}
			given={given}
			typed={typed}
			inRow={inRow}
		/>
	))
}

function OneField({
	field,
	given,
	typed,
	inRow,
}: {
	field: ActField<string>
	given: GivenToFields
	typed: Readonly<Record<string, string>>
	inRow: boolean
}) {
	if (field.kind === "own") {
		const Own = OWN_FIELDS[field.part as ApplicationPart]
		return <Own given={given} />
	}
	if (field.kind === "tick")
		return <Checkbox name={field.name} label={field.label} note={inRow ? undefined : field.note} />
	if (field.kind === "confirm") return <Confirmation name={field.name} label={field.label} />
	const { name, hint } = field
	const defaultValue = typed[name]
	const label = (inRow && field.short) || field.label
	switch (field.kind) {
		case "line":
			return <Field name={name} label={label} hint={hint} width={field.width} defaultValue={defaultValue} />
		case "date":
			return <DateField name={name} label={label} hint={hint} defaultValue={defaultValue} />
		case "choice":
			return (
				<RadioPlates
					name={name}
					label={label}
					hint={hint}
					layout={inRow ? "column" : "row"}
					choices={field.choices}
					defaultValue={defaultValue}
				/>
			)
		case "text": {
			const { rows = 4 } = field
			return (
				<TextArea
					name={name}
					label={label}
					hint={hint}
					rows={inRow ? rows - 1 : rows}
					defaultValue={defaultValue}
				/>
			)
		}
	}
}
