import type { ReactNode } from "react"
import { openFold } from "./open-fold.ts"

/** A button to a folded form elsewhere on the page: a script opens it at once, without one the link leads there. */
export const FoldLink = ({ to, children }: { to: string; children: ReactNode }) => (
	<a
		className="btn btn--bad"
		href={`#${to}`}
		onClick={(event) => {
			if (openFold(document.getElementById(to))) event.preventDefault()
		}}
	>
		{children}
	</a>
)
