import { useNavigation } from "@remix-run/react"
import { type ReactNode, useId } from "react"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { RuleLinks } from "../help/rule-links.tsx"
import { Why } from "../ui/alert.tsx"
import { type ButtonTone, buttonClass } from "../ui/button.tsx"
import { classes } from "../ui/classes.ts"
import { Icon, type IconName } from "../ui/icon.tsx"
import { RowName } from "../ui/table.tsx"
import { PostForm } from "./post-form.tsx"

type EventFormProps = {
	/** The address that receives the event. By default the page's own. */
	to?: string
	/** The machine's event, such as «application.register». */
	event: string
	/** The act in words: infinitive and object. */
	label: string
	tone?: ButtonTone
	small?: boolean
	sign?: IconName
	/** The answer of `explain`. */
	possible?: boolean
	/** One sentence for each obstacle. */
	reasons?: readonly string[]
	/** The rules that the reasons quote. Links to them are shown next to the button. */
	rules?: readonly RuleMention[]
	/** The version that the person has seen. If it has changed meanwhile, the event is refused as stale. */
	version?: number
	/** Further hidden values, such as the subject's id. */
	hidden?: Readonly<Record<string, string>>
	/** The name of the row that the act belongs to, for screen readers. */
	rowName?: string
	className?: string
	/** Fields of the event. They are not shown while the event is impossible. */
	children?: ReactNode
}

/**
 * One event of a machine as a POST form. If the event is impossible, the button stays in its place and says why. It is then
 * no submit button, so nothing is sent with or without a script.
 */
export function EventForm(props: EventFormProps) {
	const { event, label, tone, small, possible = true, reasons = [], rules = [], rowName, className } = props
	const why = useId()
	const words = (
		<>
			{label}
			{rowName ? <RowName>{rowName}</RowName> : null}
		</>
	)
	if (!possible) {
		return (
			<div className={classes("event", className)} data-event={event}>
				{reasons.length > 0 ? <Why id={why}>{reasons.join(" ")}</Why> : null}
				<button
					type="button"
					className={buttonClass(tone, small)}
					aria-disabled="true"
					aria-describedby={reasons.length > 0 ? why : undefined}
				>
					{words}
				</button>
				<RuleLinks rules={rules} />
			</div>
		)
	}
	return (
		<PostForm action={props.to} className={classes("event", className)} noValidate>
			<input type="hidden" name="event" value={event} />
			{props.version === undefined ? null : <input type="hidden" name="version" value={props.version} />}
			{Object.entries(props.hidden ?? {}).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{props.children}
			<EventButton {...props} words={words} />
		</PostForm>
	)
}

function EventButton({ to, event, tone, small, sign, hidden, words }: EventFormProps & { words: ReactNode }) {
	const navigation = useNavigation()
	const sent = navigation.formData
	const busy =
		navigation.state !== "idle" &&
		sent?.get("event") === event &&
		(to === undefined || navigation.formAction === to) &&
		Object.entries(hidden ?? {}).every(([name, value]) => sent.get(name) === value)
	return (
		<button type="submit" className={buttonClass(tone, small)} aria-busy={busy || undefined}>
			{busy ? <Icon name="turn" /> : sign ? <Icon name={sign} /> : null}
			{words}
		</button>
	)
}
