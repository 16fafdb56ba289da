import type { PaperBlock, PaperParagraph } from "#app/documents/read-paper.ts"

/** A frame that may scroll sideways must be reachable by keyboard. */
const scrollable = { tabIndex: 0 }

/** What a filled Word document says, to be read on the page; its look is seen in Word. */
export function PaperPreview({ label, blocks }: { label: string; blocks: readonly PaperBlock[] }) {
	return (
		<article className="paper" aria-label={label}>
			{keyed(blocks).map(([key, block]) =>
				block.kind === "paragraph" ? (
					<Paragraph key={key} paragraph={block} />
				) : (
					// A region of its own: a wide table is scrolled inside the sheet, by the keyboard too.
					<section key={key} className="paper__table" aria-label="Таблица документа" {...scrollable}>
						<table>
							<caption className="hide">Таблица документа</caption>
							<tbody>
								{keyed(block.rows).map(([rowKey, row]) => (
									<tr key={rowKey}>
										{keyed(row.cells).map(([cellKey, cell]) => {
											const Cell = row.head ? "th" : "td"
											return (
												<Cell key={cellKey} colSpan={cell.span} scope={row.head ? "col" : undefined}>
													{keyed(cell.paragraphs).map(([paragraphKey, paragraph]) => (
														<Paragraph key={paragraphKey} paragraph={paragraph} />
													))}
												</Cell>
											)
										})}
									</tr>
								))}
							</tbody>
						</table>
					</section>
				),
			)}
		</article>
	)
}

/** A printed page has no ids: the place of a line is its key, and it never moves. */
const keyed = <T,>(list: readonly T[]): [string, T][] => list.map((one, index) => [`n${index}`, one])

function Paragraph({ paragraph }: { paragraph: PaperParagraph }) {
	return (
		<p className={/title|heading/i.test(paragraph.style) ? "paper__title" : undefined}>
			{keyed(paragraph.lines).map(([key, line], index) => (
				<span key={key}>
					{index > 0 ? <br /> : null}
					{line}
				</span>
			))}
		</p>
	)
}
