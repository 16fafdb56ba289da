import type { ReactNode } from "react"
import { closedAt, formsAt, linksFrom, PAGE, type ShownAct } from "#app/workflow/acts.ts"
import { EventForm } from "../forms/event-form.tsx"
import { isRefused } from "../forms/one-of-forms.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { ButtonLink, Acts as ButtonRow } from "../ui/button.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { ActForm, formIs } from "./act-form.tsx"
import { type ActingOn, actOn, actsOn, addressOf } from "./acting-on.ts"

type ActsProps = {
	on: ActingOn
	/** A part of the cabinet, named as in the list of acts. */
	at?: string
	/** Text or data that the page shows between the heading and the form of an act. */
	about?: Readonly<Record<string, ReactNode>>
}

/** The forms of one place, each with its heading, in the order of the list. */
export function Acts({ on, at = PAGE, about = {} }: ActsProps) {
	return formsAt(actsOn(on), at).map(({ event }) => (
		<Act key={event} on={on} event={event} about={about[event]} />
	))
}

type ActProps = { on: ActingOn; event: string }

/** One act with its heading. Renders nothing if this person can never send it. */
export function Act({
	on,
	event,
	about,
	open = false,
	small,
}: ActProps & {
	about?: ReactNode
	/** A quieter heading, for a side column. */
	small?: boolean
	/** Unfolds the form from the start. */
	open?: boolean
}) {
	const act = shownOn(on, event)
	if (!act) return null
	const { title, note, id, panel } = act
	const matter = (
		<>
			{note ? <p className="small muted">{note}</p> : null}
			{about}
			<ActForm on={on} act={act} small={small} className={note || about ? "mt-3" : undefined} />
		</>
	)
	if (!act.folded)
		return (
			<Panel title={title} id={id} tone={panel} small={small}>
				{matter}
			</Panel>
		)
	return (
		<Fold title={title} open={open || isRefused(on.refusal, formIs(on, event))}>
			{matter}
		</Fold>
	)
}

function shownOn(on: ActingOn, event: string): ShownAct | null {
	const act = actOn(on, event)
	return act && (act.possible || act.stays) ? act : null
}

/** One act without a heading, for a page that already says everything about it. */
export function BareAct({
	on,
	event,
	...look
}: ActProps & Pick<Parameters<typeof ActForm>[0], "className" | "sign" | "button" | "tone" | "withNote">) {
	const act = shownOn(on, event)
	return act ? <ActForm on={on} act={act} withNote {...look} /> : null
}

/** The acts of the subject's page that this person may send in general but not now, each with the reason. */
export function ClosedActs({ on }: { on: ActingOn }) {
	const closed = closedAt(actsOn(on), PAGE)
	if (closed.length === 0) return null
	return (
		<Fold title="Что сейчас невозможно и почему">
			<div className="stack">
				{closed.map(({ event, button, reasons, rules }) => (
					<EventForm
						key={event}
						event={event}
						label={button}
						tone="second"
						small
						possible={false}
						reasons={reasons}
						rules={rules}
					/>
				))}
			</div>
		</Fold>
	)
}

/** A refusal that no form in these places shows. */
export function RefusedElsewhere({
	on,
	places = [PAGE],
	besides = [],
}: {
	on: ActingOn
	places?: readonly string[]
	/** Further events whose forms on the page show their own refusals. */
	besides?: readonly string[]
}) {
	const acts = actsOn(on)
	const shown = places.flatMap((at) => formsAt(acts, at)).filter(({ possible }) => possible)
	return (
		<OtherRefusal refusal={on.refusal ?? null} events={[...besides, ...shown.map(({ event }) => event)]} />
	)
}

/** Links to forms that have pages of their own. */
export function ActLinks({
	on,
	more = [],
}: {
	on: ActingOn
	/** More links, for which this subject has no event. */
	more?: readonly { to: string; label: string }[]
}) {
	const links = [...linksFrom(actsOn(on)).map(({ at, label }) => ({ to: addressOf(on, at), label })), ...more]
	if (links.length === 0) return null
	return (
		<Panel title="Что ещё можно сделать" tone="tint" small>
			<ButtonRow className="mt-3">
				{links.map(({ to, label }) => (
					<ButtonLink key={label} to={to} tone="second">
						{label}
					</ButtonLink>
				))}
			</ButtonRow>
		</Panel>
	)
}
