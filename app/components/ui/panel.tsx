import { type ReactNode, useId } from "react"
import { classes } from "./classes.ts"

type PanelProps = {
	title?: ReactNode
	tone?: "tint" | "bad"
	id?: string
	/** A quieter heading, for a side column. */
	small?: boolean
	children: ReactNode
}

export function Panel({ title, tone, id, small, children }: PanelProps) {
	const heading = useId()
	const look = classes("panel", tone && `panel--${tone}`)
	if (!title) {
		return (
			<div className={look} id={id}>
				{children}
			</div>
		)
	}
	return (
		<section className={look} id={id} aria-labelledby={heading}>
			<h2 id={heading} className={small ? "legend--m" : undefined}>
				{title}
			</h2>
			{children}
		</section>
	)
}

/** Content that unfolds on demand; it needs no script. */
export function Fold({ title, open, children }: { title: ReactNode; open?: boolean; children: ReactNode }) {
	return (
		<details className="fold" open={open}>
			<summary>{title}</summary>
			<div className="mt-3">{children}</div>
		</details>
	)
}
