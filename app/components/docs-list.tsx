import type { ReactNode } from "react"

export type DocumentItem = {
	/** Short word on the sheet: «PDF», «DOCX», «ZIP». */
	kind: string
	name: string
	href: string
	/** Pages, size, when it was attached. */
	note?: ReactNode
	/** A second act at the right: a link or a small form. */
	act?: ReactNode
}

/** Files to open or download. The links are plain, because a file is not a page of the router. */
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
				</li>
			))}
		</ul>
	)
}
