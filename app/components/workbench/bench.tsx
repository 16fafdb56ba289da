import type { ReactNode } from "react"
import { useWrapClass } from "../shell/shell-context.ts"
import { ButtonLink } from "../ui/button.tsx"
import { type Crumb, Crumbs } from "../ui/page-head.tsx"
import { BenchKeys } from "./bench-keys.tsx"
import type { BenchKey } from "./keys.ts"

type BenchProps = {
	crumbs: readonly Crumb[]
	/** Addresses of the neighbours in the list. */
	previous: string | null
	next: string | null
	keys: readonly BenchKey[]
	/** Whose paper it is, and its state. */
	title: ReactNode
	viewer: ReactNode
	/** The claim, the checks, and the folded forms. */
	children: ReactNode
}

export const NEIGHBOUR_KEYS: readonly BenchKey[] = [
	{ letter: "J", words: "Следующее заявление" },
	{ letter: "K", words: "Предыдущее заявление" },
]

/** A workbench: the paper next to the data, the neighbours one key away, and the buttons at the bottom of the screen. */
export function Bench({ crumbs, previous, next, keys, title, viewer, children }: BenchProps) {
	return (
		<div className={`${useWrapClass()} bench`}>
			<div className="bench__head">
				<Crumbs crumbs={crumbs} />
				<nav className="acts acts--pair" aria-label="Соседние заявления">
					{previous ? (
						<span data-key="K">
							<ButtonLink to={previous} tone="second" small sign="left">
								Предыдущее
							</ButtonLink>
						</span>
					) : null}
					{next ? (
						<span data-key="J">
							<ButtonLink to={next} tone="second" small signAfter="right">
								Следующее
							</ButtonLink>
						</span>
					) : null}
				</nav>
				<BenchKeys keys={[...keys, ...NEIGHBOUR_KEYS]} />
			</div>
			<div className="bench__title">{title}</div>
			<div className="bench__viewer">{viewer}</div>
			<div className="bench__data">{children}</div>
		</div>
	)
}
