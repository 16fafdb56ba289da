import type { ReactNode } from "react"
import { classes } from "./classes.ts"
import { Icon, type IconName } from "./icon.tsx"

export type AlertTone = "info" | "wait" | "bad" | "good" | "talk"

const signs: Record<AlertTone, IconName> = {
	info: "info",
	wait: "warn",
	bad: "warn",
	good: "okc",
	talk: "talk",
}

type AlertProps = {
	tone?: AlertTone
	sign?: IconName
	title?: ReactNode
	/** Screen readers announce it at once: for the answer to something the person just did. */
	live?: boolean
	className?: string
	children?: ReactNode
}

/** A message that stays on the page. */
export function Alert({ tone = "info", sign, title, live, className, children }: AlertProps) {
	return (
		<div
			className={classes("alert", tone !== "info" && `alert--${tone}`, className)}
			role={live ? "alert" : undefined}
		>
			<Icon name={sign ?? signs[tone]} />
			<div>
				{title ? <p className="alert__title">{title}</p> : null}
				{children}
			</div>
		</div>
	)
}

/** Why a control cannot be used, in one sentence next to it. */
export function Why({ id, children }: { id?: string; children: ReactNode }) {
	return (
		<p className="why" id={id}>
			<Icon name="warn" />
			<span>{children}</span>
		</p>
	)
}

/** «Черновик сохранён сегодня в 14:32». */
export function SavedNote({ className, children }: { className?: string; children: ReactNode }) {
	return (
		<output className={classes("saved", className)}>
			<Icon name="okc" />
			<span>{children}</span>
		</output>
	)
}

/** An empty list says why it is empty and where to go. */
export function Empty({
	title,
	act,
	sign = "okc",
	children,
}: {
	title: ReactNode
	act?: ReactNode
	/** The default sign is a tick, for «all done». A list that has not begun needs another one. */
	sign?: IconName
	children?: ReactNode
}) {
	return (
		<div className="empty">
			<Icon name={sign} className="empty__sign" />
			<p className="empty__title">{title}</p>
			{children ? <p>{children}</p> : null}
			{act}
		</div>
	)
}

/** The term of a row in words, with a sign: «осталось 3 дня», «просрочено на 2 дня». */
export function TermLeft({ tone, children }: { tone?: "wait" | "bad"; children: ReactNode }) {
	return (
		<span className={classes("left", tone && `left--${tone}`)}>
			{tone ? <Icon name={tone === "bad" ? "warn" : "clock"} /> : null}
			<span>{children}</span>
		</span>
	)
}
