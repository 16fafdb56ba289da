import { type ReactNode, useId } from "react"
import { classes } from "./classes.ts"

type MarginSectionProps = {
	title: ReactNode
	note?: ReactNode
	id?: string
	className?: string
	children: ReactNode
}

/** A section whose heading is in the margin on a wide screen, as in a printed document. */
export function MarginSection({ title, note, id, className, children }: MarginSectionProps) {
	const heading = useId()
	return (
		<section className={classes("ms", className)} id={id} aria-labelledby={heading}>
			<div className="ms__head">
				<h2 id={heading}>{title}</h2>
				{note ? <div className="ms__note">{note}</div> : null}
			</div>
			<div>{children}</div>
		</section>
	)
}
