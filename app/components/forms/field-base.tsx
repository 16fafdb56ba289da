import { createContext, type ReactNode, useContext, useId } from "react"
import type { SeePage } from "#app/utils/errors.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { classes } from "../ui/classes.ts"
import { Icon } from "../ui/icon.tsx"

/** The part of a Conform field that a control needs. Any `fields.x` of `useForm` fits. */
export type FieldMeta = {
	id: string
	name: string
	errors?: readonly string[] | undefined
	defaultValue?: string | undefined
	defaultOptions?: string[] | undefined
	defaultChecked?: boolean | undefined
	required?: boolean | undefined
}

/** Either a Conform field, or a plain name with a value and an error. */
export type FieldSource =
	| { field: FieldMeta; name?: undefined; id?: undefined; defaultValue?: string; error?: undefined }
	| { field?: undefined; name: string; id?: string; defaultValue?: string; error?: string | null }

export type FieldFrame = FieldSource & {
	label: ReactNode
	hint?: ReactNode
	/** Hides the label on the screen but not from screen readers, for a search field in a row of filters. */
	hideLabel?: boolean
	className?: string
}

/** The answer of an action when the domain refused. Plain fields inside a form find their error and their typed value in it. */
export type RefusalAnswer = {
	message: string
	reasons: readonly string[]
	fields: Readonly<Record<string, string>>
	typed: Readonly<Record<string, string>>
	/** The rules that the reasons quote, if any. */
	rules?: readonly RuleMention[]
	/** A page that shows why. */
	see?: SeePage
	/** The rows of the list that were ticked. */
	picked?: readonly string[]
	/** Set if nothing was refused: the person came back from a preview to a form as it was sent. */
	kept?: true
	/** The state has changed meanwhile, so the form may no longer be on the page. */
	conflict?: boolean
	/** Set if the same person has already done this: the address to which the act led. It is not an error. */
	onward?: string
}

export const RefusalContext = createContext<RefusalAnswer | null>(null)

/** Where the value of each field comes from, by the field's name: «Из заявления от 29.11.2026». */
export const ValueSources = createContext<Readonly<Record<string, string | undefined>>>({})

/** Names one of several forms on a page, so that their fields get different ids. */
export const FormScope = createContext("")

/** The id of a plain field combines the form and the name, so that an error summary can link to it. */
export const plainFieldId = (name: string, form = "") =>
	`f-${[form, name]
		.filter(Boolean)
		.join("-")
		.replace(/[^\p{L}\p{N}_-]+/gu, "-")}`

export type Control = {
	id: string
	name: string
	defaultValue: string | undefined
	errors: readonly string[]
	/** Attributes of every control: id, name and the references to its hint and error. */
	attributes: {
		id: string
		name: string
		"aria-invalid"?: true
		"aria-describedby"?: string
	}
	hintId: string | undefined
	source: { id: string; text: string } | undefined
	errorId: string | undefined
}

export function useControl(source: FieldSource & { hint?: ReactNode }): Control {
	const scope = useId()
	const refusal = useContext(RefusalContext)
	const form = useContext(FormScope)
	const sources = useContext(ValueSources)
	const id = source.field ? source.field.id : (source.id ?? plainFieldId(source.name, form))
	const name = source.field ? source.field.name : source.name
	const error = source.error ?? refusal?.fields[name]
	const errors = source.field ? (source.field.errors ?? []) : error ? [error] : []
	const hintId = source.hint ? `${scope}-hint` : undefined
	const origin = sources[name]
	const from = origin ? { id: `${scope}-source`, text: origin } : undefined
	const errorId = errors.length > 0 ? `${scope}-error` : undefined
	return {
		id,
		name,
		defaultValue: source.field
			? (source.defaultValue ?? source.field.defaultValue)
			: (refusal?.typed[name] ?? source.defaultValue),
		errors,
		hintId,
		source: from,
		errorId,
		attributes: {
			id,
			name,
			"aria-invalid": errors.length > 0 ? true : undefined,
			"aria-describedby": classes(hintId, from?.id, errorId),
		},
	}
}

export function FieldNotes({ control, hint }: { control: Control; hint?: ReactNode }) {
	return (
		<>
			{hint ? (
				<p className="hint" id={control.hintId}>
					{hint}
				</p>
			) : null}
			{control.source ? (
				<p className="hint" id={control.source.id}>
					{control.source.text}
				</p>
			) : null}
			{control.errors.length > 0 ? (
				<p className="error" id={control.errorId}>
					<Icon name="warn" />
					<span>
						<span className="hide">Ошибка: </span>
						{control.errors.join(" ")}
					</span>
				</p>
			) : null}
		</>
	)
}

/** Puts label, hint, control and error together. No other component does so. */
export function FieldShell({
	control,
	label,
	hint,
	hideLabel,
	className,
	children,
}: {
	control: Control
	label: ReactNode
	hint?: ReactNode
	hideLabel?: boolean
	className?: string
	children: ReactNode
}) {
	return (
		<div className={classes("field", control.errors.length > 0 && "is-wrong", className)}>
			<label className={hideLabel ? "hide" : "label"} htmlFor={control.id}>
				{label}
			</label>
			<FieldNotes control={control} hint={hint} />
			{children}
		</div>
	)
}
