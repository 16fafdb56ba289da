import { type ReactNode, useEffect, useRef, useState } from "react"
import { PICKED } from "#app/utils/http/kept-form.ts"

type BulkBarProps = {
	/** How many rows the checkbox «Выбрать все найденные», named `all`, stands for. */
	found?: number
	/** Receives the number of chosen rows; null until a script has counted them. */
	children: (count: number | null) => ReactNode
	note?: ReactNode
}

/** Buttons for the ticked rows, above a table. Without a script it works too, only without the number. */
export function BulkBar({ found, children, note }: BulkBarProps) {
	const bar = useRef<HTMLFieldSetElement>(null)
	const [ticked, setTicked] = useState<{ count: number; all: boolean } | null>(null)
	useEffect(() => {
		const form = bar.current?.form
		if (!form) return
		const recount = () => {
			const count = form.querySelectorAll(`input[name="${PICKED}"]:checked`).length
			const all = form.querySelector('input[name="all"]:checked') !== null
			// An effect without dependencies runs after each render, so equal numbers must not cause another one.
			setTicked((known) => (known?.count === count && known.all === all ? known : { count, all }))
		}
		// After an act the ticked rows disappear from the list without a «change» event, so they are counted again on each new page.
		recount()
		form.addEventListener("change", recount)
		return () => form.removeEventListener("change", recount)
	})
	const all = ticked?.all && found !== undefined
	const count = all ? found : (ticked?.count ?? null)
	return (
		<fieldset className="bulk" ref={bar}>
			<legend className="hide">Действия с отмеченными</legend>
			<b aria-live="polite">
				{count === null ? "Отметьте нужные" : all ? `Выбраны все найденные: ${count}` : `Отмечено ${count}`}
			</b>
			{children(count)}
			{note ? <span>{note}</span> : null}
		</fieldset>
	)
}
