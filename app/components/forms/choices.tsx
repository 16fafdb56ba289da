import { type ReactNode, useContext } from "react"
import { classes } from "../ui/classes.ts"
import { type FieldFrame, FieldNotes, type FieldSource, RefusalContext, useControl } from "./field-base.tsx"

export type RadioChoice = {
	value: string
	label: ReactNode
	note?: ReactNode
	disabled?: boolean
	/** Further fields that belong to this answer, shown below its plate. */
	nested?: ReactNode
}

type PlatesProps = FieldFrame & {
	choices: readonly RadioChoice[]
	layout?: "column" | "row" | "two"
	/** Shows the legend as the question of the page. */
	large?: boolean
}

const layouts = { column: false, row: "choices--row", two: "choices--two" } as const

/** One answer of several. A click anywhere on the plate chooses it. A closed answer says why in its note. */
export function RadioPlates(props: PlatesProps) {
	return <Plates {...props} type="radio" />
}

/** Several answers of one question under one name. `defaultValue` contains the chosen values, separated by commas. */
export function CheckboxPlates(props: PlatesProps) {
	return <Plates {...props} type="checkbox" />
}

function Plates(props: PlatesProps & { type: "radio" | "checkbox" }) {
	const { label, hint, hideLabel, className, choices, layout = "column", large, type } = props
	const control = useControl(props)
	const chosen = props.field?.defaultOptions ?? control.defaultValue?.split(",") ?? []
	const wrong = control.errors.length > 0
	return (
		<fieldset
			className={classes("field", wrong && "is-wrong", className)}
			aria-invalid={wrong ? true : undefined}
			aria-describedby={control.attributes["aria-describedby"]}
		>
			<legend className={hideLabel ? "hide" : classes("legend", !large && "legend--s")}>{label}</legend>
			<FieldNotes control={control} hint={hint} />
			<div className={classes("choices", layouts[layout])}>
				{choices.map((choice, index) => (
					<div key={choice.value} className="choices__one">
						<label className="choice">
							<input
								type={type}
								id={index === 0 ? control.id : `${control.id}-${choice.value}`}
								name={control.name}
								value={choice.value}
								defaultChecked={chosen.includes(choice.value)}
								disabled={choice.disabled}
							/>
							<span>
								{choice.label}
								{choice.note ? <small>{choice.note}</small> : null}
							</span>
						</label>
						{choice.nested ? <div className="nested">{choice.nested}</div> : null}
					</div>
				))}
			</div>
		</fieldset>
	)
}

type CheckboxProps = FieldSource & {
	label: ReactNode
	note?: ReactNode
	/** The value that is sent when the box is ticked. */
	value?: string
	defaultChecked?: boolean
	/** Leaves out the plate, as for «Запомнить меня». */
	bare?: boolean
	disabled?: boolean
	className?: string
}

export function Checkbox(props: CheckboxProps) {
	const { label, note, value = "on", bare, className, disabled } = props
	const control = useControl(props)
	const typed = useContext(RefusalContext)?.typed
	const checked = props.field
		? (props.field.defaultChecked ?? props.field.defaultValue === value)
		: typed && Object.keys(typed).length > 0
			? typed[control.name] === value
			: props.defaultChecked
	return (
		<div className={classes("field", control.errors.length > 0 && "is-wrong", className)}>
			<FieldNotes control={control} />
			<label className={classes("choice", bare && "choice--bare")}>
				<input
					{...control.attributes}
					type="checkbox"
					value={value}
					defaultChecked={checked}
					disabled={disabled}
				/>
				<span>
					{label}
					{note ? <small>{note}</small> : null}
				</span>
			</label>
		</div>
	)
}

/** A tick by which a person confirms what their form was refused for. Before the refusal there is nothing to confirm. */
export function Confirmation({ name, label }: { name: string; label: string }) {
	const refusal = useContext(RefusalContext)
	if (!(refusal?.fields[name] || refusal?.typed[name])) return null
	return <Checkbox name={name} label={label} />
}
