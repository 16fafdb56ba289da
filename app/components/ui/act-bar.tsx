import type { ReactNode } from "react"
import { useWrapClass } from "../shell/shell-context.ts"

/** The acts of a check view, always in sight at the foot of the screen. `note` says what will happen. */
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
