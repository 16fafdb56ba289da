import type { InspectionView } from "#app/domain/application/inspection/inspection.view.server.ts"
import { Icon } from "../ui/icon.tsx"
import { Fold } from "../ui/panel.tsx"

type InspectedEvent = InspectionView["events"][number]

/** How many names are shown before «и ещё». A region has many operators. */
const SHOWN = 3

/** The events that are possible now and for whom, and every reason against the others. */
export function InspectionEvents({ view: { events } }: { view: InspectionView }) {
	const of = (answer: InspectedEvent["answer"]) => events.filter((event) => event.answer === answer)
	const [possible, here, elsewhere] = [of("possible"), of("here"), of("elsewhere")]
	return (
		<>
			<div className="two">
				<section aria-labelledby="can">
					<h2 id="can">Сейчас возможно</h2>
					<Events events={possible} empty="Ничего: состояние конечное или запись отложена." />
				</section>
				<section aria-labelledby="cannot">
					<h2 id="cannot">Сейчас невозможно и почему</h2>
					<Events
						events={here}
						empty={
							possible.length > 0
								? "Всё, что бывает в этом состоянии, возможно."
								: "Других действий в этом состоянии нет."
						}
					/>
				</section>
			</div>
			<Fold title={`События других состояний: ${elsewhere.length} из ${events.length}`}>
				<Events events={elsewhere} empty="Таких нет." />
			</Fold>
		</>
	)
}

function Events({ events, empty }: { events: readonly InspectedEvent[]; empty: string }) {
	if (events.length === 0) return <p className="mt-3 muted">{empty}</p>
	return (
		<ul className="eventlist mt-3">
			{events.map((event) => (
				<EventInWords key={event.event} event={event} />
			))}
		</ul>
	)
}

const signs = { possible: "okc", here: "xc", elsewhere: "dash" } as const

function EventInWords({
	event: { event, button, answer, people, who, reasons, asks },
}: {
	event: InspectedEvent
}) {
	const more = people.length - SHOWN
	const names = [...people.slice(0, SHOWN), ...(more > 0 ? [`и ещё ${more}`] : [])].join(", ")
	return (
		<li className={`eventlist--${answer}`} data-event={event} data-answer={answer}>
			<Icon name={signs[answer]} />
			<b>{button}</b>
			{answer === "possible" ? null : reasons.map((reason) => <p key={reason}>{reason}</p>)}
			{answer === "elsewhere" ? null : <small>Может: {names || who.join("; ")}</small>}
			<small>По правилу: {who.join("; ")}</small>
			{answer === "possible" && asks.length > 0 ? <small>Понадобится: {asks.join("; ")}</small> : null}
		</li>
	)
}
