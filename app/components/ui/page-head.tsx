import type { ReactNode } from "react"
import { typography } from "#app/utils/russian.ts"
import { useWrapClass } from "../shell/shell-context.ts"
import { Link } from "./link.tsx"

export type Crumb = { label: string; to?: string }

type PageHeadProps = {
	title: ReactNode
	crumbs?: readonly Crumb[]
	/** A status tag or a term, below the name. */
	tag?: ReactNode
	lead?: ReactNode
	/** One or two buttons to the right of the title. */
	acts?: ReactNode
	/** Figures or filters that belong to the whole page. */
	children?: ReactNode
}

export function PageHead({ title, crumbs, tag, lead, acts, children }: PageHeadProps) {
	return (
		<div className="band">
			<div className={useWrapClass()}>
				{crumbs?.length ? <Crumbs crumbs={crumbs} /> : null}
				<div className="between">
					<div>
						<h1>{typeof title === "string" ? typography(title) : title}</h1>
						{tag ? <div className="cluster mt-3">{tag}</div> : null}
						{lead ? <p className="lead">{lead}</p> : null}
					</div>
					{acts}
				</div>
				{children}
			</div>
		</div>
	)
}

export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
	return (
		<nav className="crumbs" aria-label="Где Вы">
			<ol>
				{crumbs.map((crumb) => (
					<li key={crumb.label}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</li>
				))}
			</ol>
		</nav>
	)
}
