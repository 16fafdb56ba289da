import { useEffect, useState } from "react"

/** Returns true once the page's script runs. A page without a script shows a button instead. */
export function useScripted(): boolean {
	const [scripted, setScripted] = useState(false)
	useEffect(() => setScripted(true), [])
	return scripted
}
