import type { ReactNode } from "react"
import { useWrapClass } from "../shell/shell-context.ts"
import { Icon, type IconName } from "../ui/icon.tsx"
import { statusLook } from "./status-look.ts"

export type PanelPerson = { name: string; note?: ReactNode }

type StatusPanelProps = {
	/** The machine's state for `data-state`, or «none» if there is no application. */
	state: string
	/** The full status text of the machine. */
	text: ReactNode
	sign?: IconName
	sub?: ReactNode
	people?: { title: string; list: readonly PanelPerson[] }
	acts?: ReactNode
	/** The stations of the application. */
	children?: ReactNode
}

/** A status text that also explains what to do would push the button off a phone's first screen. */
const isLong = (text: ReactNode) => typeof text === "string" && text.length > 110

/** The first thing on a teacher's home: where the application is, in full words. */
export function StatusPanel({ state, text, sign, sub, people, acts, children }: StatusPanelProps) {
	return (
		<section className="status" aria-labelledby="status-text">
			<div className={useWrapClass()}>
				<div className="status__grid">
					<div>
						<p className="status__eyebrow">
							<Icon name={sign ?? statusLook(state).sign} />
							Статус заявления
						</p>
						<h1 id="status-text" data-state={state} className={isLong(text) ? "is-long" : undefined}>
							{text}
						</h1>
						{sub ? <p className="status__sub">{sub}</p> : null}
						{acts ? <div className="acts mt-5">{acts}</div> : null}
					</div>
					{people?.list.length ? (
						<div className="status__people">
							<h2>{people.title}</h2>
							{people.list.map((person) => (
								<p key={person.name}>
									<b>{person.name}</b>
									{person.note ? <span>{person.note}</span> : null}
								</p>
							))}
						</div>
					) : null}
				</div>
				{children}
			</div>
		</section>
	)
}
