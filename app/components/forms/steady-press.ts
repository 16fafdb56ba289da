import { useEffect } from "react"

const PRESS = ["pointerdown", "mousedown"] as const
const RELEASE = ["pointerup", "mouseup", "pointercancel"] as const

/**
 * A field that is left by pressing something else is judged once the press is over: an error that appeared meanwhile would move
 * what is being pressed from under the pointer, and the click would be lost. A finger's mouse comes after its pointer.
 */
export function useSteadyPress(): void {
	useEffect(() => {
		let pressed = false
		let left: EventTarget[] = []
		const press = () => {
			pressed = true
		}
		const hold = (event: FocusEvent) => {
			if (!pressed || !event.target) return
			event.stopImmediatePropagation()
			left.push(event.target)
		}
		const judge = () => {
			pressed = false
			const fields = left
			left = []
			for (const field of fields) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }))
		}
		// The click itself follows the release.
		const release = () => void setTimeout(judge)
		for (const name of PRESS) window.addEventListener(name, press, true)
		for (const name of RELEASE) window.addEventListener(name, release, true)
		window.addEventListener("focusout", hold, true)
		return () => {
			for (const name of PRESS) window.removeEventListener(name, press, true)
			for (const name of RELEASE) window.removeEventListener(name, release, true)
			window.removeEventListener("focusout", hold, true)
		}
	}, [])
}
