import type { ReactNode } from "react"
import { FormPage } from "../ui/wrap.tsx"

/** A page with one short question or answer. */
export function PlainPage({
	title,
	lead,
	children,
}: {
	title: ReactNode
	lead?: ReactNode
	children: ReactNode
}) {
	return (
		<FormPage>
			<h1>{title}</h1>
			{lead ? <p className="lead">{lead}</p> : null}
			<div className="mt-6">{children}</div>
		</FormPage>
	)
}
