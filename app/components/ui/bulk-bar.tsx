import { type ReactNode, useEffect, useRef, useState } from "react"

type BulkBarProps = {
	/** The name of the checkboxes in the same form that are counted. */
	name: string
	/** Receives the number of ticked rows; null until a script has counted them. */
	children: (count: number | null) => ReactNode
	note?: ReactNode
}

/** Buttons for the ticked rows, above a table. Without a script it works too, only without the number. */
export function BulkBar({ name, children, note }: BulkBarProps) {
	const bar = useRef<HTMLFieldSetElement>(null)
	const [count, setCount] = useState<number | null>(null)
	useEffect(() => {
		const form = bar.current?.form
		if (!form) return
		const recount = () => setCount(form.querySelectorAll(`input[name="${name}"]:checked`).length)
		// After an act the ticked rows disappear from the list without a «change» event, so they are counted again on each new page.
		recount()
		form.addEventListener("change", recount)
		return () => form.removeEventListener("change", recount)
	})
	return (
		<fieldset className="bulk" ref={bar}>
			<legend className="hide">Действия с отмеченными</legend>
			<b aria-live="polite">{count === null ? "Отметьте нужные" : `Отмечено ${count}`}</b>
			{children(count)}
			{note ? <span>{note}</span> : null}
		</fieldset>
	)
}
