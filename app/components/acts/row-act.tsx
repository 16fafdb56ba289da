import { formsAt, PAGE } from "#app/workflow/acts.ts"
import { isRefused } from "../forms/one-of-forms.tsx"
import { Fold } from "../ui/panel.tsx"
import { ActForm, formIs } from "./act-form.tsx"
import { type ActingOn, actOn, actsOn } from "./acting-on.ts"

/** One act in a row of a table: a small button, or a form that unfolds if there is something to fill in. */
export function RowAct({
	on,
	event,
	title,
	stays = false,
}: {
	on: ActingOn
	event: string
	/** The text that unfolds the form, if the table already says what it is about. */
	title?: string
	/** Shows the button even when the act is impossible; it then says why. */
	stays?: boolean
}) {
	const shown = actOn(on, event)
	if (!shown || !(shown.possible || shown.stays || stays)) return null
	// A table has no main button, because every row would have one.
	const act = shown.tone === "main" ? { ...shown, tone: "second" as const } : shown
	const form = <ActForm on={on} act={act} inRow />
	if (!act.fields) return form
	return (
		<Fold title={title ?? act.title} open={isRefused(on.refusal, formIs(on, event))}>
			{form}
		</Fold>
	)
}

/** Everything that this person can do with the row now. */
export const EveryRowAct = ({ on }: { on: ActingOn }) =>
	formsAt(actsOn(on), PAGE).map(({ event }) => <RowAct key={event} on={on} event={event} />)
