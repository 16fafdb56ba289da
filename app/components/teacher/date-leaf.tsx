import type { ReactNode } from "react"

const months = [
	"января",
	"февраля",
	"марта",
	"апреля",
	"мая",
	"июня",
	"июля",
	"августа",
	"сентября",
	"октября",
	"ноября",
	"декабря",
] as const

type DateLeafProps = {
	/** A civil date, YYYY-MM-DD. */
	date: string
	/** «осталось 13 дней», «прошло 2 дня». */
	note: ReactNode
	tone?: "wait" | "bad"
}

/** A deadline that looks like a page of a tear-off calendar. Use only one on a page. */
export function DateLeaf({ date, note, tone }: DateLeafProps) {
	const [year, month, day] = date.split("-").map(Number)
	return (
		<p className={tone ? `leaf leaf--${tone}` : "leaf"}>
			<b>{day}</b>
			<span>
				{months[(month ?? 1) - 1]}
				<span className="hide"> {year} г.</span>
			</span>
			<small>{note}</small>
		</p>
	)
}

/** The leaf, and next to it what must be done by that day. */
export function NextStep({
	leaf,
	title,
	children,
}: {
	leaf?: ReactNode
	title: ReactNode
	children?: ReactNode
}) {
	return (
		<div className={leaf ? "next" : "next next--plain"}>
			{leaf}
			<div>
				<h3>{title}</h3>
				{children}
			</div>
		</div>
	)
}
