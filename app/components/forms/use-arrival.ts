import { useLocation, useNavigationType } from "@remix-run/react"
import { useRef } from "react"

/**
 * Counts how often the person went back to the page. A form with this key keeps its choices while its own GET is loading,
 * and is filled again when «Назад» returns to an earlier address.
 */
export function useArrival(): number {
	const { key } = useLocation()
	const wentBack = useNavigationType() === "POP"
	const seen = useRef({ key, count: 0 })
	if (seen.current.key !== key) seen.current = { key, count: seen.current.count + (wentBack ? 1 : 0) }
	return seen.current.count
}
