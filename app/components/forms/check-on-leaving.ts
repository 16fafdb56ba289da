import { useEffect, useRef } from "react"

const PRESS = ["pointerdown", "mousedown"] as const
const RELEASE = ["pointerup", "mouseup", "pointercancel"] as const

/** The part of Conform's form that this hook needs. */
interface CheckedForm {
	readonly id: string
	validate(field: { name: string }): void
}

const nameOf = (target: EventTarget | null) =>
	target instanceof HTMLInputElement ||
	target instanceof HTMLSelectElement ||
	target instanceof HTMLTextAreaElement
		? target.name
		: ""

/**
 * Checks a field when the person leaves it. From then on Conform checks it at every key. If the person leaves the field by
 * pressing a button, the check waits until the press is over: an error that appeared in between would move the button away
 * from the pointer, and the click would be lost.
 */
export function useCheckOnLeaving(form: CheckedForm): void {
	const latest = useRef(form)
	latest.current = form
	const { id } = form
	useEffect(() => {
		const element = document.getElementById(id)
		let pressed = false
		const left = new Set<string>()
		const check = () => {
			for (const name of left) latest.current.validate({ name })
			left.clear()
		}
		const leave = ({ target }: FocusEvent) => {
			const name = nameOf(target)
			if (name) left.add(name)
			if (!pressed) check()
		}
		const press = () => {
			pressed = true
		}
		const release = () => {
			pressed = false
			// The click event follows the release, so wait for it.
			setTimeout(check)
		}
		element?.addEventListener("focusout", leave)
		for (const name of PRESS) window.addEventListener(name, press, true)
		for (const name of RELEASE) window.addEventListener(name, release, true)
		return () => {
			element?.removeEventListener("focusout", leave)
			for (const name of PRESS) window.removeEventListener(name, press, true)
			for (const name of RELEASE) window.removeEventListener(name, release, true)
		}
	}, [id])
}
