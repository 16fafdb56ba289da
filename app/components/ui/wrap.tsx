import type { ReactNode } from "react"
import { useWrapClass } from "../shell/shell-context.ts"
import { classes } from "./classes.ts"

type Space = { children: ReactNode; className?: string }

/** Keeps its content within the width of the cabinet. */
export function Wrap({ children, className }: Space) {
	return <div className={classes(useWrapClass(), className)}>{children}</div>
}

/** The content of a page below its head, with space above and below. */
export function Page({ children, className }: Space) {
	return <Wrap className={classes("page", className)}>{children}</Wrap>
}

/** A page with one form: steps or help in the margin, the question in the main column. */
export function FormPage({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
	return (
		<Wrap className="formgrid">
			{aside ?? <div className="only-wide" />}
			<div>{children}</div>
		</Wrap>
	)
}

type SplitViewProps = {
	main: ReactNode
	/** The right column. On a phone it is between `main` and `below`. */
	side: ReactNode
	below?: ReactNode
	/** A narrower right column, for a summary instead of a scan. */
	narrowSide?: boolean
}

export function SplitView({ main, side, below, narrowSide }: SplitViewProps) {
	return (
		<Wrap className={classes("split", below ? "split--three" : null, narrowSide && "split--side")}>
			<div className="stack-l">{main}</div>
			<div className="split__side stack">{side}</div>
			{below ? <div className="stack-l">{below}</div> : null}
		</Wrap>
	)
}
