import { useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"

/**
 * A second click on a button whose form is on its way sends nothing: the first request would be cut off half-way, and the
 * second one refused because the first has been carried out.
 */
export function useSingleSubmit(): void {
	const navigation = useNavigation()
	const underWay = useRef(navigation)
	underWay.current = navigation
	useEffect(() => {
		let last: EventTarget | null = null
		const guard = (event: Event) => {
			const sending = underWay.current.state !== "idle" && underWay.current.formData !== undefined
			if (sending && event.target === last) {
				event.preventDefault()
				event.stopPropagation()
			}
			last = event.target
		}
		document.addEventListener("submit", guard, true)
		return () => document.removeEventListener("submit", guard, true)
	}, [])
}
