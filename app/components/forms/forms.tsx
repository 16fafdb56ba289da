import type { HTMLInputAutoCompleteAttribute, ReactNode } from "react"
import { useEffect, useId, useState } from "react"
import { longDate, unbroken } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { classes } from "../ui/classes.ts"
import { type FieldFrame, FieldShell, useControl } from "./field-base.tsx"

export { Checkbox, CheckboxPlates, Confirmation, RadioPlates } from "./choices.tsx"
export { ErrorSummary, FormAlert, Refusable } from "./error-summary.tsx"
export { FileCard, FileField } from "./file-field.tsx"
export { SubmitButton } from "./submit-button.tsx"

/** The width of a field shows the expected length of the answer. */
export type FieldWidth = "date" | "short" | "medium" | "full"
const widths: Record<FieldWidth, string | false> = {
	date: "w-date",
	short: "w-s",
	medium: "w-m",
	full: false,
}

type FieldProps = FieldFrame & {
	type?: "text" | "email" | "tel" | "search" | "url" | "number" | "password" | "datetime-local" | "date"
	width?: FieldWidth
	autoComplete?: HTMLInputAutoCompleteAttribute
	inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url"
	/** For logins and codes: no automatic capital letters, no spelling check. */
	verbatim?: boolean
	readOnly?: boolean
	disabled?: boolean
	min?: string
	max?: string
	list?: string
}

export function Field(props: FieldProps) {
	const { label, hint, hideLabel, className, type = "text", width = "full", verbatim } = props
	const control = useControl(props)
	return (
		<FieldShell control={control} label={label} hint={hint} hideLabel={hideLabel} className={className}>
			<input
				{...control.attributes}
				className={classes("input", widths[width])}
				// A browser's own field for e-mail turns «почта.рф» into «xn--80a1acny.xn--p1ai», which nobody recognises.
				type={type === "email" ? "text" : type}
				defaultValue={type === "password" ? undefined : control.defaultValue}
				autoComplete={props.autoComplete}
				autoCapitalize={verbatim || type === "email" ? "none" : undefined}
				spellCheck={verbatim || type === "email" ? false : undefined}
				inputMode={type === "email" ? "email" : props.inputMode}
				readOnly={props.readOnly}
				disabled={props.disabled}
				min={props.min}
				max={props.max}
				list={props.list}
			/>
		</FieldShell>
	)
}

/**
 * A date in any way people write it. It is sent as typed, and the schema converts it to YYYY-MM-DD. The text below the
 * field shows how it was understood. Number pads have no dot, so digits alone are understood too.
 */
export function DateField({ hint = "Например, 01.09.2017", ...props }: FieldFrame & { readOnly?: boolean }) {
	const { label, hideLabel, className } = props
	const control = useControl({ ...props, hint })
	const first = asTyped(control.defaultValue)
	const [typed, setTyped] = useState(first ?? "")
	const understood = parseTypedDate(typed)
	return (
		<FieldShell control={control} label={label} hint={hint} hideLabel={hideLabel} className={className}>
			<input
				{...control.attributes}
				className={classes("input", widths.date)}
				type="text"
				defaultValue={first}
				autoComplete="off"
				inputMode="numeric"
				readOnly={props.readOnly}
				onChange={(event) => setTyped(event.currentTarget.value)}
			/>
			<output className="hint" htmlFor={control.id}>
				{understood ? unbroken(longDate(understood)) : null}
			</output>
		</FieldShell>
	)
}

/** Shows a stored date as people type it. A date that was just typed stays as it was. */
function asTyped(value: string | undefined): string | undefined {
	const stored = value?.match(/^(\d{4})-(\d{2})-(\d{2})$/)
	return stored ? `${stored[3]}.${stored[2]}.${stored[1]}` : value
}

export function TextArea(props: FieldFrame & { rows?: number; readOnly?: boolean }) {
	const { label, hint, hideLabel, className, rows = 4 } = props
	const control = useControl(props)
	return (
		<FieldShell control={control} label={label} hint={hint} hideLabel={hideLabel} className={className}>
			<textarea
				{...control.attributes}
				className="input"
				rows={rows}
				readOnly={props.readOnly}
				defaultValue={control.defaultValue}
			/>
		</FieldShell>
	)
}

export type Option = { value: string; label: string; disabled?: boolean }

type SelectProps = FieldFrame & {
	options: readonly Option[]
	/** Groups with a heading, below the plain options. */
	groups?: readonly { label: string; options: readonly Option[] }[]
	/** The first, empty option: «Не выбрана», «Все». */
	placeholder?: string
	width?: FieldWidth
	disabled?: boolean
}

export function Select(props: SelectProps) {
	const { label, hint, hideLabel, className, options, groups = [], placeholder, width = "full" } = props
	const control = useControl(props)
	return (
		<FieldShell control={control} label={label} hint={hint} hideLabel={hideLabel} className={className}>
			<select
				{...control.attributes}
				className={classes("select", widths[width])}
				defaultValue={control.defaultValue}
				disabled={props.disabled}
			>
				{placeholder ? <option value="">{placeholder}</option> : null}
				<Options options={options} />
				{groups.map((group) => (
					<optgroup key={group.label} label={group.label}>
						<Options options={group.options} />
					</optgroup>
				))}
			</select>
		</FieldShell>
	)
}

function Options({ options }: { options: readonly Option[] }) {
	return options.map((option) => (
		<option key={option.value} value={option.value} disabled={option.disabled}>
			{option.label}
		</option>
	))
}

type PasswordFieldProps = FieldFrame & { autoComplete: "current-password" | "new-password" }

/** The script adds the button that shows the password, because it could do nothing without the script. */
export function PasswordField(props: PasswordFieldProps) {
	const { label, hint, hideLabel, className, autoComplete } = props
	const control = useControl(props)
	const [shown, setShown] = useState(false)
	const [scripted, setScripted] = useState(false)
	useEffect(() => setScripted(true), [])
	return (
		<FieldShell control={control} label={label} hint={hint} hideLabel={hideLabel} className={className}>
			<div className="inputrow">
				<input
					{...control.attributes}
					className="input"
					type={shown ? "text" : "password"}
					autoComplete={autoComplete}
					autoCapitalize="none"
					spellCheck={false}
				/>
				{scripted ? (
					<button
						type="button"
						className="btn btn--second"
						aria-controls={control.id}
						aria-pressed={shown}
						onClick={() => setShown(!shown)}
					>
						{shown ? "Скрыть" : "Показать"}
						<span className="hide"> пароль</span>
					</button>
				) : null}
			</div>
		</FieldShell>
	)
}

/** Fields that belong together under one question. */
export function FieldGroup({
	legend,
	hint,
	large,
	className,
	children,
}: {
	legend: ReactNode
	hint?: ReactNode
	large?: boolean
	className?: string
	children: ReactNode
}) {
	const hintId = useId()
	return (
		// Screen readers read the hint with the group, also when only its fields are walked through.
		<fieldset className={classes("field", className)} aria-describedby={hint ? hintId : undefined}>
			<legend className={classes("legend", !large && "legend--m")}>{legend}</legend>
			{hint ? (
				<p className="hint" id={hintId}>
					{hint}
				</p>
			) : null}
			<div className="mt-3">{children}</div>
		</fieldset>
	)
}
