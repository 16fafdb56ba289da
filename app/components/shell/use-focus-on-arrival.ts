import { useLocation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { focusPlace } from "../forms/focus-place.ts"

/**
 * A page that the script puts in place of another begins at its matter, or at the part that the address names, for the keyboard and for a screen reader: the link
 * that was followed is gone, and the browser would begin at the head again. What has taken focus itself keeps it.
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
