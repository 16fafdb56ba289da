import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import { Icon, type IconName } from "./icon.tsx"
import { Link, useKeptMunicipality } from "./link.tsx"

export type ButtonTone = "main" | "second" | "bad" | "bad-solid" | "text" | "on-deep"

export const buttonClass = (tone: ButtonTone = "main", small = false, wide = false) =>
	classes("btn", tone !== "main" && `btn--${tone}`, small && "btn--s", wide && "btn--wide")

type ButtonLinkProps = {
	to: string
	tone?: ButtonTone
	small?: boolean
	sign?: IconName
	signAfter?: IconName
	/** For a file, or a page outside the router: renders a plain link. */
	download?: boolean
	children: ReactNode
}

/** A link that looks like a button, because following it is the next step. */
export function ButtonLink({ to, tone, small, sign, signAfter, download, children }: ButtonLinkProps) {
	const keep = useKeptMunicipality()
	const matter = (
		<>
			{sign ? <Icon name={sign} /> : null}
			{children}
			{signAfter ? <Icon name={signAfter} /> : null}
		</>
	)
	return download ? (
		<a className={buttonClass(tone, small)} href={keep(to)} download>
			{matter}
		</a>
	) : (
		<Link className={buttonClass(tone, small)} to={to}>
			{matter}
		</Link>
	)
}

/** The buttons of a page or form in one row. On a phone each takes the full width. */
export function Acts({
	children,
	className,
	label,
}: {
	children: ReactNode
	className?: string
	label?: string
}) {
	return label ? (
		<nav className={classes("acts", className)} aria-label={label}>
			{children}
		</nav>
	) : (
		<div className={classes("acts", className)}>{children}</div>
	)
}

/** Links to the previous and the next of several items. A missing neighbour is left out. */
export function Neighbours({
	label,
	previous,
	next,
	words = ["Предыдущее", "Следующее"],
}: {
	label: string
	previous?: string | null
	next?: string | null
	words?: readonly [string, string]
}) {
	if (!previous && !next) return null
	return (
		<Acts label={label} className="acts--pair">
			{previous ? (
				<ButtonLink to={previous} tone="second" small sign="left">
					{words[0]}
				</ButtonLink>
			) : null}
			{next ? (
				<ButtonLink to={next} tone="second" small signAfter="right">
					{words[1]}
				</ButtonLink>
			) : null}
		</Acts>
	)
}
