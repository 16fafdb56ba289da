import { type ReactNode, useId } from "react"

type MarginSectionProps = { title: ReactNode; note?: ReactNode; id?: string; children: ReactNode }

/** A section whose heading is in the margin on a wide screen, as in a printed document. */
export function MarginSection({ title, note, id, children }: MarginSectionProps) {
	const heading = useId()
	return (
		<section className="ms" id={id} aria-labelledby={heading}>
			<div className="ms__head">
				<h2 id={heading}>{title}</h2>
				{note ? <div className="ms__note">{note}</div> : null}
			</div>
			<div>{children}</div>
		</section>
	)
}
