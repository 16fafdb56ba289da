import { useLocation } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { focusPlace } from "../forms/focus-place.ts"

/**
 * After the router has replaced the page, moves the focus to the content, or to the part that the address names. Otherwise
 * the focus would be lost with the followed link, and keyboard and screen reader would start at the head again. A page that
 * has focused something itself keeps that focus.
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
