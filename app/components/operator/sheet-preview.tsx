import { useId } from "react"
import { classes } from "#app/components/ui/classes.ts"
import type {
	Sheet,
	SheetBlock,
	SheetParagraph,
	SheetPiece,
	SheetTable,
} from "#app/documents/sheets/sheet.ts"

/** A frame that scrolls sideways must be reachable by keyboard. */
const scrollable = { tabIndex: 0 }
/** A line indented at least this far is shown in the right half, like the addressee. */
const RIGHT_HALF = 30

interface Compared {
	/** The titles of the columns: «Новый шаблон», «Действует сейчас». */
	titles: readonly string[]
	/** One row for each page. If one of the two documents has fewer pages, its place is null. */
	pages: readonly (readonly (Sheet | null)[])[]
}

/** Filled pages of one template, or of two next to each other. */
export function ComparedSheets({ titles, pages }: Compared) {
	return (
		<ol aria-label="Листы образца" className={classes("sheets", titles.length > 1 && "sheets--two")}>
			{keyed(pages).map(([key, row], index) => (
				<li key={key} className="sheets__row">
					{keyed(row).map(([column, sheet], place) => (
						<figure key={column}>
							<figcaption>
								{titles[place]}, лист {index + 1}
							</figcaption>
							{sheet ? (
								<SheetPage sheet={sheet} label={`${titles[place]}, лист ${index + 1}`} />
							) : (
								<p className="sheets__none">Такого листа нет</p>
							)}
						</figure>
					))}
				</li>
			))}
		</ol>
	)
}

function SheetPage({ sheet, label }: { sheet: Sheet; label: string }) {
	return (
		<article className={classes("sheet", sheet.landscape && "sheet--wide")} aria-label={label}>
			<div className="sheet__page">
				<div className="sheet__body">
					<Blocks blocks={sheet.blocks} />
				</div>
				<footer className="sheet__foot">
					<Blocks blocks={sheet.foot} />
				</footer>
			</div>
		</article>
	)
}

function Blocks({ blocks }: { blocks: readonly SheetBlock[] }) {
	return keyed(blocks).map(([key, block]) =>
		block.kind === "table" ? <Table key={key} table={block} /> : <Paragraph key={key} paragraph={block} />,
	)
}

function Table({ table }: { table: SheetTable }) {
	const label = useId()
	return (
		// A separate region, so that a wide table can be scrolled inside the sheet, also by keyboard.
		<section className="sheet__table" aria-labelledby={label} {...scrollable}>
			<table>
				<caption className="hide" id={label}>
					Таблица документа
				</caption>
				<tbody>
					{keyed(table.rows).map(([key, row]) => (
						<tr key={key}>
							{keyed(row.cells).map(([cellKey, cell]) => {
								const Cell = row.head ? "th" : "td"
								return (
									<Cell key={cellKey} colSpan={cell.span} scope={row.head ? "col" : undefined}>
										<Blocks blocks={cell.paragraphs} />
									</Cell>
								)
							})}
						</tr>
					))}
				</tbody>
			</table>
		</section>
	)
}

function Paragraph({ paragraph: { pieces, align, strong, indent } }: { paragraph: SheetParagraph }) {
	return (
		<p
			className={classes(
				align !== "start" && `sheet__p--${align}`,
				strong && "sheet__p--strong",
				indent >= RIGHT_HALF && "sheet__p--right",
			)}
		>
			{keyed(pieces).map(([key, piece]) => (
				<Piece key={key} piece={piece} />
			))}
		</p>
	)
}

function Piece({ piece }: { piece: SheetPiece }) {
	if (piece.kind === "text") return piece.text
	if (piece.kind === "picture") return <span className="sheet__picture">{piece.label}</span>
	return (
		<svg
			className={`sheet__${piece.kind}`}
			viewBox={`0 0 ${piece.dots} ${piece.kind === "bars" ? piece.height : 21}`}
			role="img"
			aria-label={piece.label}
			shapeRendering="crispEdges"
		>
			<path d={piece.path} />
		</svg>
	)
}

/** A printed page has no ids. A line never moves, so its position is its key. */
const keyed = <T,>(list: readonly T[]): [string, T][] => list.map((one, index) => [`n${index}`, one])
