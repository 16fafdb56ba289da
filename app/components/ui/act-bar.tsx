import type { ReactNode } from "react"
import { useWrapClass } from "../shell/shell-context.ts"

/** The buttons of a page of checks, always visible at the bottom of the screen. `note` says what will happen. */
export function ActBar({ children, note }: { children: ReactNode; note?: ReactNode }) {
	return (
		<div className="actbar">
			<div className={`${useWrapClass()} between`}>
				<div className="acts">{children}</div>
				{note ? <p className="small muted">{note}</p> : null}
			</div>
		</div>
	)
}
