import { useNavigation } from "@remix-run/react"
import { useEffect, useRef, useState } from "react"

/**
 * How often a form was sent and accepted while its page stayed. A success brings no answer, so the browser would keep what was
 * typed, and a form for the next entry would still show the last one.
 * @param wasSent set when the form is sent
 * @param answer of the action: a refusal, or undefined
 */
export function useSuccesses(wasSent: { current: boolean }, answer: unknown): number {
	const [count, setCount] = useState(0)
	const { state } = useNavigation()
	const begun = useRef(false)
	useEffect(() => {
		if (state !== "idle") {
			begun.current = wasSent.current
			return
		}
		if (!begun.current) return
		begun.current = false
		wasSent.current = false
		if (answer === undefined) setCount((before) => before + 1)
	}, [state, answer, wasSent])
	return count
}
