import { useNavigation } from "@remix-run/react"
import { useEffect, useRef } from "react"

type UnderWay = { state: "idle" | "submitting" | "loading"; formData?: FormData }

const entriesOf = (data: FormData) => JSON.stringify([...data].map(([name, value]) => [name, String(value)]))

/**
 * Whether a form that is sent again must wait for what it sent before. Once the server has answered, and the page only
 * loads its data anew, a refusal can already be read: somebody who corrected the field or pressed another button is not
 * held back, while a late second click, with the same data, still is.
 */
export function repeats(underWay: UnderWay, sentAgain: FormData): boolean {
	if (underWay.state === "idle" || underWay.formData === undefined) return false
	return underWay.state === "submitting" || entriesOf(underWay.formData) === entriesOf(sentAgain)
}

/**
 * A second click on a button whose form is on its way sends nothing: the first request would be cut off half-way, and the
 * second one refused because the first has been carried out.
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
