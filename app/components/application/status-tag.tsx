import type { ReactNode } from "react"
import { classes } from "../ui/classes.ts"
import { Icon, type IconName } from "../ui/icon.tsx"
import type { Tone } from "../ui/tag.tsx"
import { type StatusSubject, statusLook } from "./status-look.ts"

type StatusTagProps = {
	/** The machine's state, such as «scheduled.approved». It is written into `data-state`. */
	state: string
	subject?: StatusSubject
	tone?: Tone
	sign?: IconName
	small?: boolean
	children: ReactNode
}

/** A status in a list or next to a name: tone, sign and words together. The table of looks gives the tone and sign by default. */
export function StatusTag({ state, subject, tone, sign, small, children }: StatusTagProps) {
	const look = statusLook(state, subject)
	return (
		<span className={classes("tag", small && "tag--s")} data-tone={tone ?? look.tone} data-state={state}>
			<Icon name={sign ?? look.sign} />
			<span>{children}</span>
		</span>
	)
}
