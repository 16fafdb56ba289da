import {
	BlendMode,
	concatTransformationMatrix,
	PDFDocument,
	type PDFPage,
	popGraphicsState,
	pushGraphicsState,
	rgb,
} from "pdf-lib"
import type { PaperBlock, PaperParagraph, PaperTable } from "#app/documents/read-paper.ts"
import { SIGNATURE_BOX, SIGNATURE_MODULE_MM, signaturePicture } from "#app/documents/sheet-code/pictures.ts"
import type { ExpectedPaper } from "#app/scans/judge-scan.ts"
import { embedFonts, type Fonts } from "./embed-fonts.ts"
import { A4, drawCode, mm, sign } from "./sheet-marks.ts"

/** How a style of the Word templates looks on the drawn sheet; sizes in points. */
interface Look {
	size: number
	bold?: boolean
	align?: "center"
	/** Of the whole paragraph, from the left margin. */
	left?: number
	/** Of its first line. */
	indent?: number
	/** Above it. */
	gap: number
}

const LOOKS: Readonly<Record<string, Look>> = {
	Addressee: { size: 10.5, left: 250, gap: 1 },
	Title: { size: 13, bold: true, align: "center", gap: 16 },
	Subtitle: { size: 10.5, align: "center", gap: 1 },
	Heading1: { size: 10.5, bold: true, gap: 9 },
	Hint: { size: 8, align: "center", gap: 0 },
	Fact: { size: 10.5, gap: 3 },
}
const BODY: Look = { size: 10.5, indent: 24, gap: 4 }
const CELL: Look = { size: 9.5, gap: 1 }
const LINE_HEIGHT = 1.28
const MARGIN = { left: 70, right: 45, top: 54, foot: 84 }
const WIDTH = A4[0] - MARGIN.left - MARGIN.right
const PADDING = 4

const INK = rgb(0.13, 0.13, 0.15)
const PEN = rgb(0.13, 0.25, 0.56)
const PAPER = rgb(0.975, 0.972, 0.96)
const SHADOW = rgb(0.86, 0.86, 0.85)

/** The place of a signature in the templates, and the date beside it. */
const SIGNATURE = "(подпись)"
const DATE = /«_+»\s*_+\s*20_+\s*г\./

export interface PaperToSign {
	/** The text of the printed paper. */
	blocks: readonly PaperBlock[]
	/** Its codes; null for a paper of another office. */
	paper: ExpectedPaper | null
	/** What is written by hand at the signatures: «12 сентября 2026 г.». */
	date: string
	/** From -1 to 1: how the sheets lay in the scanner. */
	tilt: number
}

/** Draws a printed, signed and scanned paper: its real text, with our codes, on sheets that lie a little askew. */
export async function drawScan(paper: PaperToSign): Promise<Uint8Array> {
	const document = await PDFDocument.create()
	// A fixed date gives the same bytes each time; files are identified by their hash.
	document.setCreationDate(new Date(0))
	document.setModificationDate(new Date(0))
	const pen = new Pen(document, await embedFonts(document), paper)
	for (const block of paper.blocks) await pen.draw(block)
	const pages = document.getPages()
	for (const [index, page] of pages.entries()) {
		if (paper.paper) await drawCode(page, paper.paper, index + 1, pages.length)
		page.pushOperators(popGraphicsState())
	}
	return document.save()
}

/** Widths of words at one point, because the papers of one kind have most of their words in common. */
const WIDTHS = { plain: new Map<string, number>(), bold: new Map<string, number>() }

/** Writes blocks one below the other and begins a new sheet when one is full. */
class Pen {
	private page: PDFPage
	private y = 0
	private signatures = 0

	constructor(
		private readonly document: PDFDocument,
		private readonly fonts: Fonts,
		private readonly paper: PaperToSign,
	) {
		this.page = this.nextSheet()
	}

	async draw(block: PaperBlock): Promise<void> {
		if (block.kind === "table") return this.drawTable(block)
		if (block.style === "SheetCode") return
		this.drawParagraph(block)
	}

	private nextSheet(): PDFPage {
		const page = this.document.addPage(A4)
		const turn = (this.paper.tilt * Math.PI) / 360
		page.drawRectangle({ x: 0, y: 0, width: A4[0], height: A4[1], color: SHADOW })
		page.pushOperators(
			pushGraphicsState(),
			concatTransformationMatrix(Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0),
		)
		page.drawRectangle({ x: 3, y: -20, width: A4[0] + 20, height: A4[1] + 16, color: PAPER })
		this.page = page
		this.y = A4[1] - MARGIN.top
		return page
	}

	private need(height: number): void {
		if (this.y - height < MARGIN.foot) this.nextSheet()
	}

	private drawParagraph({ style, lines }: PaperParagraph): void {
		const look = LOOKS[style] ?? BODY
		const left = look.left ?? 0
		this.y -= look.gap
		for (const line of lines.flatMap((text) => this.wrap(text, look, WIDTH - left))) {
			this.need(look.size * LINE_HEIGHT)
			this.y -= look.size * LINE_HEIGHT
			this.write(line.text, look, MARGIN.left + left + line.indent, WIDTH - left)
		}
	}

	private async drawTable(table: PaperTable): Promise<void> {
		const signed = table.rows.some(({ cells }) => cells.some((cell) => textOf(cell) === SIGNATURE))
		const shares = signed ? [0.36, 0.36, 0.28] : sharesOf(table)
		this.y -= 6
		for (const { head, cells } of table.rows) {
			let column = 0
			const drawn = cells.map((cell) => {
				const share = shares.slice(column, column + cell.span).reduce((sum, one) => sum + one, 0)
				const left = shares.slice(0, column).reduce((sum, one) => sum + one, 0) * WIDTH
				column += cell.span
				const look = { ...CELL, bold: head }
				const lines = cell.paragraphs
					.flatMap((paragraph) => paragraph.lines)
					.flatMap((text) => this.wrap(text, look, share * WIDTH - 2 * PADDING))
				return { cell, look, left, width: share * WIDTH, lines }
			})
			const highest = Math.max(...drawn.map(({ lines }) => lines.length))
			const height = Math.max(highest * CELL.size * LINE_HEIGHT + 2 * PADDING, signed ? 44 : 0)
			this.need(height)
			for (const { cell, look, left, width, lines } of drawn) {
				const x = MARGIN.left + left
				if (!signed)
					this.page.drawRectangle({
						x,
						y: this.y - height,
						width,
						height,
						borderColor: INK,
						borderWidth: 0.6,
					})
				const top = this.y
				if (textOf(cell) === SIGNATURE) await this.drawSignature(x, top - height + 8)
				else
					for (const { text } of lines) {
						this.y -= look.size * LINE_HEIGHT
						this.write(text, look, x + PADDING, width)
					}
				this.y = top
			}
			this.y -= height
		}
		this.y -= 4
	}

	/** A paper of ours has a code beside each line; on any other paper there is only the line. */
	private async drawSignature(x: number, y: number): Promise<void> {
		this.signatures += 1
		const module = mm(SIGNATURE_MODULE_MM)
		const { paper } = this.paper
		if (!paper) return sign(this.page, x + 30, y + 14)
		const { paperId, kind, signatures } = paper
		const line = this.signatures
		const picture = await this.document.embedPng(signaturePicture({ paperId, kind, line }))
		const size = picture.scaleToFit(SIGNATURE_BOX.right * module, 100)
		this.page.drawImage(picture, { x, y, ...size, blendMode: BlendMode.Multiply })
		if (line in signatures) sign(this.page, x + SIGNATURE_BOX.left * module + 12, y + 14)
	}

	private write(text: string, look: Look, x: number, width: number): void {
		const font = look.bold ? this.fonts.bold : this.fonts.plain
		if (text === this.paper.date) {
			this.page.drawText(this.paper.date, {
				x,
				y: this.y,
				size: look.size,
				font: this.fonts.hand,
				color: PEN,
			})
			return
		}
		const start = look.align === "center" ? x + (width - font.widthOfTextAtSize(text, look.size)) / 2 : x
		this.page.drawText(text, { x: start, y: this.y, size: look.size, font, color: INK })
	}

	/** Breaks a text between words, and a word only if it is longer than a line. */
	private wrap(text: string, look: Look, width: number): { text: string; indent: number }[] {
		const font = look.bold ? this.fonts.bold : this.fonts.plain
		const known = WIDTHS[look.bold ? "bold" : "plain"]
		const wide = (part: string): number => {
			const width = known.get(part) ?? font.widthOfTextAtSize(part, 1)
			known.set(part, width)
			return width * look.size
		}
		const lines: { text: string; indent: number }[] = []
		// A date at a signature is written by hand, on one line.
		if (DATE.test(text)) return [{ text: this.paper.date, indent: 0 }]
		let line = ""
		let filled = 0
		const room = () => width - (lines.length === 0 ? (look.indent ?? 0) : 0)
		const end = () => {
			if (line) lines.push({ text: line, indent: lines.length === 0 ? (look.indent ?? 0) : 0 })
			line = ""
			filled = 0
		}
		for (let word of text.replace(/\s+/g, " ").trim().split(" ")) {
			if (line && filled + wide(" ") + wide(word) > room()) end()
			while (!line && wide(word) > room()) {
				let fits = word.length
				while (fits > 1 && wide(word.slice(0, fits)) > room()) fits -= 1
				line = word.slice(0, fits)
				word = word.slice(fits)
				end()
			}
			filled += (line ? wide(" ") : 0) + wide(word)
			line = line ? `${line} ${word}` : word
		}
		end()
		return lines
	}
}

const textOf = ({ paragraphs }: PaperTable["rows"][number]["cells"][number]) =>
	paragraphs
		.flatMap(({ lines }) => lines)
		.join(" ")
		.trim()

/** The share of each column: wide where its texts are long, but no column is narrower than its words. */
function sharesOf({ rows }: PaperTable): number[] {
	const columns = Math.max(...rows.map(({ cells }) => cells.reduce((sum, { span }) => sum + span, 0)))
	const weights = Array.from({ length: columns }, (_, column) => {
		const texts = rows.map(({ cells }) =>
			cells.length === columns && cells[column] ? textOf(cells[column]) : "",
		)
		const words = texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length)
		return Math.max(Math.sqrt(Math.max(...texts.map((text) => text.length), 1)) * 2, Math.max(...words) + 2)
	})
	const sum = weights.reduce((total, one) => total + one, 0)
	return weights.map((one) => one / sum)
}
