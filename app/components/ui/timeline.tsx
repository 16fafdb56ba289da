import type { ReactNode } from "react"

export type TimelineEntry = {
	/** Unique within the list. */
	id: string
	/** For machines: «2026-09-15T16:20». */
	dateTime: string
	/** For people: «15 сентября 2026 г., 16:20». */
	at: string
	title: ReactNode
	note?: ReactNode
	tone?: "now" | "bad"
}

/** Events, newest first, with the person and the time. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
	return (
		<ol className="line">
			{entries.map((entry) => (
				<li key={entry.id} className={entry.tone ? `is-${entry.tone}` : undefined}>
					<time dateTime={entry.dateTime}>{entry.at}</time>
					<p>{entry.tone === "now" ? <b>{entry.title}</b> : entry.title}</p>
					{entry.note ? <small>{entry.note}</small> : null}
				</li>
			))}
		</ol>
	)
}
