import { useEffect, useState } from "react"

/** True once the page's script runs: for what a page without script offers as a button of its own. */
export function useScripted(): boolean {
	const [scripted, setScripted] = useState(false)
	useEffect(() => setScripted(true), [])
	return scripted
}
