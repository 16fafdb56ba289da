import { useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"

type UnderWay = { state: "idle" | "submitting" | "loading"; formData?: FormData }

const entriesOf = (data: FormData) => JSON.stringify([...data].map(([name, value]) => [name, String(value)]))

/**
 * Whether a form sent again must wait for its earlier submission. Once the server has answered and the page only reloads
 * its data, a refusal is already readable. A person who corrected a field or pressed another button may then send at once.
 * A late second click with the same data still waits.
 */
export function repeats(underWay: UnderWay, sentAgain: FormData): boolean {
	if (underWay.state === "idle" || underWay.formData === undefined) return false
	return underWay.state === "submitting" || entriesOf(underWay.formData) === entriesOf(sentAgain)
}

/**
 * Ignores a second click while the form is being sent. It would cut off the first request, and the second would be refused
 * because the first had been carried out.
 */
export function useSingleSubmit(): void {
	const navigation = useNavigation()
	const underWay = useRef<UnderWay>(navigation)
	underWay.current = navigation
	useEffect(() => {
		let last: EventTarget | null = null
		const guard = (event: SubmitEvent) => {
			const form = event.target
			const again = form === last && form instanceof HTMLFormElement
			if (again && repeats(underWay.current, new FormData(form, event.submitter))) {
				event.preventDefault()
				event.stopPropagation()
			}
			last = form
		}
		document.addEventListener("submit", guard, true)
		return () => document.removeEventListener("submit", guard, true)
	}, [])
}
