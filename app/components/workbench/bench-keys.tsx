import { useNavigation } from "@remix-run/react"
import { useEffect, useRef, useState } from "react"
import { useScripted } from "../forms/scripted.ts"
import { buttonClass } from "../ui/button.tsx"
import { askedByKey, type BenchKey } from "./keys.ts"
import { openFold } from "./open-fold.ts"

const TYPES = "input, textarea, select, [contenteditable], dialog"
const ACTS = "a[href], button[type=submit], summary"
/** In this browser only: a shared computer has keys as its user likes them. */
const OFF = "bench-keys-off"

/**
 * Each key presses the element that has its letter in `data-key`; «?» shows the list of keys. People who press keys by mistake
 * can switch them off there. Without scripts there are no keys, and everything can still be clicked.
 */
export function BenchKeys({ keys }: { keys: readonly BenchKey[] }) {
	const scripted = useScripted()
	const list = useRef<HTMLDialogElement>(null)
	const [on, setOn] = useState(true)
	const { state } = useNavigation()
	const idle = state === "idle"
	useEffect(() => setOn(remembered()), [])
	useEffect(() => {
		const listen = (event: KeyboardEvent) => {
			const typing = event.target instanceof Element && event.target.closest(TYPES) !== null
			const asked = askedByKey(event, typing, keys)
			if (asked === null || (asked !== "?" && !on)) return
			event.preventDefault()
			if (asked === "?") list.current?.showModal()
			// A key pressed before the last answer has arrived would act on the wrong application.
			else if (idle) press(asked)
		}
		document.addEventListener("keydown", listen)
		return () => document.removeEventListener("keydown", listen)
	})
	if (!scripted) return null
	const turn = (wanted: boolean) => {
		setOn(wanted)
		remember(wanted)
	}
	return (
		<>
			<button type="button" className={buttonClass("second", true)} onClick={() => list.current?.showModal()}>
				Клавиши: ?
			</button>
			<dialog ref={list} className="keys" aria-labelledby="keys-title">
				<h2 id="keys-title">Клавиши</h2>
				<dl className="keys__list">
					{keys.map(({ letter, words }) => (
						<div key={letter}>
							<dt>
								<kbd>{letter}</kbd>
							</dt>
							<dd>{words}</dd>
						</div>
					))}
					<div>
						<dt>
							<kbd>?</kbd>
						</dt>
						<dd>Показать этот список</dd>
					</div>
				</dl>
				<p className="small muted mt-3">Раскладка не важна. Пока Вы набираете текст, клавиши не действуют.</p>
				<form method="dialog" className="acts mt-4">
					<button type="submit" className={buttonClass("main", true)}>
						Закрыть
					</button>
					<button type="button" className={buttonClass("second", true)} onClick={() => turn(!on)}>
						{on ? "Выключить клавиши" : "Включить клавиши"}
					</button>
				</form>
			</dialog>
		</>
	)
}

/** A folded form is opened and its first field focused; everything else is pressed. */
function press(letter: string) {
	const place = document.querySelector(`[data-key="${letter}"]`)
	if (!openFold(place)) place?.querySelector<HTMLElement>(ACTS)?.click()
}

function remembered(): boolean {
	try {
		return localStorage.getItem(OFF) === null
	} catch {
		return true
	}
}

function remember(on: boolean) {
	try {
		if (on) localStorage.removeItem(OFF)
		else localStorage.setItem(OFF, "1")
	} catch {
		// A browser that stores nothing does not store this either.
	}
}
