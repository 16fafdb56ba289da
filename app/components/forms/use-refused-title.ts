import { useEffect } from "react"
import { REFUSED } from "#app/utils/http/page-title.ts"

let shown = 0

/** While a refusal is on the page, the title begins with it. Without a script the server has written the same title. */
export function useRefusedTitle(isShown: boolean): void {
	useEffect(() => {
		if (!isShown) return
		shown += 1
		if (!document.title.startsWith(REFUSED)) document.title = REFUSED + document.title
		return () => {
			shown -= 1
			if (shown === 0) document.title = document.title.replace(REFUSED, "")
		}
	}, [isShown])
}
