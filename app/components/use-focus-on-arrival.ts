import { useLocation } from "@remix-run/react"
import { useEffect, useRef } from "react"

/**
 * A page that the script puts in place of another begins at its matter, for the keyboard and for a screen reader: the link
 * that was followed is gone, and the browser would begin at the head again. What has taken focus itself keeps it.
 */
export function useFocusOnArrival() {
	const main = useRef<HTMLElement>(null)
	const { key, hash } = useLocation()
	const here = useRef(key)
	useEffect(() => {
		if (here.current === key) return
		here.current = key
		if (!hash && document.activeElement === document.body) main.current?.focus({ preventScroll: true })
	}, [key, hash])
	return main
}
