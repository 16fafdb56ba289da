import { useLocation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { focusPlace } from "../forms/focus-place.ts"

/**
 * After the router has replaced the page, moves focus to the content, or to the part that the address names. The followed
 * link no longer exists, and keyboard and screen reader would start again at the head. If the new page has focused
 * something itself, that stays.
 */
export function useFocusOnArrival() {
	const main = useRef<HTMLElement>(null)
	const { key, hash } = useLocation()
	const here = useRef(key)
	useEffect(() => {
		if (here.current === key) return
		here.current = key
		if (document.activeElement !== document.body) return
		focusPlace(hash ? document.getElementById(hash.slice(1)) : main.current)
	}, [key, hash])
	return main
}
