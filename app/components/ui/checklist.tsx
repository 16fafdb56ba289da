import type { ReactNode } from "react"
import { Icon, type IconName } from "./icon.tsx"
import { Link } from "./link.tsx"

export type CheckItem = {
	id: string
	tone: "ok" | "warn" | "no" | "look"
	title: ReactNode
	note?: ReactNode
	/** The rule behind the check. */
	source?: { words: string; to: string }
}

const signs: Record<CheckItem["tone"], IconName> = { ok: "okc", warn: "warn", no: "xc", look: "eye" }
const words: Record<CheckItem["tone"], string> = {
	ok: "В порядке: ",
	warn: "Замечание: ",
	no: "Препятствие: ",
	look: "Посмотрите: ",
}

/** What the system checked, what it found, and what only a person can check. */
export function Checklist({ items }: { items: readonly CheckItem[] }) {
	return (
		<ul className="check">
			{items.map((item) => (
				<li key={item.id}>
					<Icon name={signs[item.tone]} className={item.tone} />
					<span>
						<span className="hide">{words[item.tone]}</span>
						{item.tone === "ok" ? item.title : <b>{item.title}</b>}
						{item.note ? <small>{item.note}</small> : null}
						{item.source ? (
							<small>
								<Link to={item.source.to}>{item.source.words}</Link>
							</small>
						) : null}
					</span>
				</li>
			))}
		</ul>
	)
}
