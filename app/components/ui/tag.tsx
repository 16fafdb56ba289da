import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import { Icon, type IconName } from "./icon.tsx"

export type Tone =
	| "draft"
	| "go"
	| "go-draft"
	| "go-solid"
	| "you"
	| "good"
	| "good-solid"
	| "bad"
	| "talk"
	| "end"
	| "calm"

export type TagProps = { tone: Tone; sign?: IconName; small?: boolean; children: ReactNode }

export function Tag({ tone, sign, small, children }: TagProps) {
	return (
		<span className={classes("tag", small && "tag--s")} data-tone={tone}>
			{sign ? <Icon name={sign} /> : null}
			<span>{children}</span>
		</span>
	)
}
