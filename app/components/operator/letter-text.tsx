import { Fragment, type ReactNode } from "react"
import { piecesOf } from "#app/letters/letter-links.ts"

/** A letter's plain text as paragraphs. A person's own words become a quotation, and the addresses of buttons become links. */
export function LetterText({ text, links = [] }: { text: string; links?: readonly string[] }) {
	return (
		<div className="stack">
			{numbered(text.trim().split("\n\n")).map(([at, block]) => {
				const quote = block.startsWith(">")
				const Box = quote ? "blockquote" : "p"
				const lines = numbered((quote ? block.replace(/^> ?/gmu, "") : block).split("\n"))
				return (
					<Box key={at}>
						{lines.map(([offset, line]) => (
							<Fragment key={offset}>
								{offset > 0 ? <br /> : null}
								<Line text={line} links={links} />
							</Fragment>
						))}
					</Box>
				)
			})}
		</div>
	)
}

function Line({ text, links }: { text: string; links: readonly string[] }): ReactNode {
	return piecesOf(text, links).map(({ words, isLink }) =>
		isLink ? (
			<a key={words} href={words}>
				{words}
			</a>
		) : (
			words
		),
	)
}

/** Pairs each piece with its number as its key. A letter never changes, so its pieces keep their places. */
const numbered = (pieces: readonly string[]) => pieces.map((piece, index) => [index, piece] as const)
