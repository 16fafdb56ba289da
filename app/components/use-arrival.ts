import { useLocation, useNavigationType } from "@remix-run/react"
import { useRef } from "react"

/**
 * Names the moment when the person came to the page or went back to it. A form keyed by it keeps what was picked while its own
 * GET was on the way, and is filled anew when «Назад» brings an earlier address.
 */
export function useArrival(): string {
	const { key } = useLocation()
	const wentBack = useNavigationType() === "POP"
	const arrival = useRef(key)
	if (wentBack) arrival.current = key
	return arrival.current
}
