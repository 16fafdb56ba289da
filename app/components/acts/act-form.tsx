import type { ActTone, ShownAct } from "#app/workflow/acts.ts"
import { EventForm } from "../forms/event-form.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import type { IconName } from "../ui/icon.tsx"
import { PhotographIt } from "../upload/photograph-it.tsx"
import { UploadForm } from "../upload/upload-form.tsx"
import { ActFields } from "./act-fields.tsx"
import { type ActingOn, uploadsTo } from "./acting-on.ts"

type ActFormProps = {
	on: ActingOn
	act: ShownAct
	/** True in a row of a table. */
	inRow?: boolean
	small?: boolean
	/** Shows the act's note in the form, if there is no heading above it. */
	withNote?: boolean
	sign?: IconName
	className?: string
	/** What the page knows can replace the list's words and tone. */
	button?: string
	tone?: ActTone
}

/** The hidden values that distinguish this form from the others on its page. */
export const formIs = ({ hidden }: ActingOn, event: string): Record<string, string> => ({
	...hidden,
	event,
})

/** Offices have scanners; teachers, their schools and experts may have only a telephone. */
const mayPhotograph = ({ noun, cabinet }: ActingOn) =>
	noun === "application" && ["teacher", "school", "expert"].includes(cabinet)

/** The form of one act: its fields and button, or a button that says why the act is impossible. A refusal is shown inside. */
export function ActForm({
	on,
	act,
	inRow = false,
	small = inRow,
	withNote = false,
	sign,
	className,
	...found
}: ActFormProps) {
	const { event, note, button, tone: listed, possible, reasons, rules, fields, file } = { ...act, ...found }
	const { version, to, rowName, refusal } = on
	const hidden = on.returnTo ? { ...on.hidden, returnTo: on.returnTo } : on.hidden
	const is = formIs(on, event)
	const parts = (
		<>
			{withNote && note ? <p className="small muted">{note}</p> : null}
			{file && possible && mayPhotograph(on) ? (
				<p className="small">
					<PhotographIt id={on.id} paper={file.kind} />
				</p>
			) : null}
			<ActFields
				fields={fields}
				given={on.given}
				typed={on.typed?.event === event ? on.typed : undefined}
				inRow={inRow}
			/>
		</>
	)
	// A refused form is the one to finish, so its button becomes the main one.
	const tone = listed === "second" && !inRow && isRefused(refusal, is) ? "main" : listed
	return (
		<OneOfForms refusal={refusal} is={is}>
			{file && possible ? (
				<UploadForm
					to={uploadsTo(on)}
					page={to}
					event={event}
					version={version}
					hidden={hidden}
					button={button}
					tone={tone}
					small={small}
					label={file.label}
					hint={file.hint}
					accepts={on.given?.accepts?.[file.kind] ?? []}
					multiple
				>
					{parts}
				</UploadForm>
			) : (
				<EventForm
					to={to}
					event={event}
					label={button}
					tone={tone}
					small={small}
					sign={sign}
					possible={possible}
					reasons={reasons}
					rules={rules}
					version={version}
					hidden={hidden}
					rowName={rowName}
					className={className}
				>
					{parts}
				</EventForm>
			)}
		</OneOfForms>
	)
}
