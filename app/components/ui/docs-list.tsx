import type { ReactNode } from "react"

export type DocumentItem = {
	/** Short word on the sheet: «PDF», «DOCX», «ZIP». */
	kind: string
	name: string
	href: string
	/** Pages, size, and when it was attached. */
	note?: ReactNode
	/** A second link or small form at the right. */
	act?: ReactNode
	/** A folded form below, over the whole width. */
	more?: ReactNode
}

/** Files to open or download. The links are plain because the router does not know files. */
export function DocsList({ documents }: { documents: readonly DocumentItem[] }) {
	return (
		<ul className="docs">
			{documents.map((document) => (
				<li key={document.href}>
					<span className="docs__sign" aria-hidden="true">
						{document.kind}
					</span>
					<span>
						<a href={document.href}>{document.name}</a>
						{document.note ? <small>{document.note}</small> : null}
					</span>
					{document.act}
					{document.more ? <div className="docs__more">{document.more}</div> : null}
				</li>
			))}
		</ul>
	)
}
