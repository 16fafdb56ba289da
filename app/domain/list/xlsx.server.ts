import { PassThrough, Readable } from "node:stream"
import yazl from "yazl"
import type { OpenedList } from "./list.ts"

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

/** Longer texts make a file that Excel calls damaged. */
const LONGEST_TEXT = 32_000
/** Characters that XML 1.0 does not allow: controls, halves of surrogate pairs, two non-characters. */
const UNPRINTABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

const escaped = (text: string) =>
	text
		.slice(0, LONGEST_TEXT)
		.replace(UNPRINTABLE, "")
		.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? "")

/** Styles by their place: a cell, and the head of a column. */
const CELL = 1
const COLUMN_HEAD = 2

/** Every text is written as a text, never as a formula: the type of the cell says so. */
const cellOf = (value: string | number, style: number) =>
	typeof value === "number"
		? `<c s="${style}"><v>${Number.isFinite(value) ? value : 0}</v></c>`
		: `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`

const rowOf = (cells: readonly (string | number)[], style = CELL) =>
	`<row>${cells.map((value) => cellOf(value, style)).join("")}</row>`

async function* sheet({ heads, rows }: OpenedList): AsyncGenerator<string> {
	const widths = heads.map((head) => Math.min(40, Math.max(16, head.length + 2)))
	const columns = widths.map((width, index) => {
		const number = index + 1
		return `<col min="${number}" max="${number}" width="${width}" customWidth="1"/>`
	})
	yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join("")}</cols><sheetData>`
	yield rowOf(heads, COLUMN_HEAD)
	for await (const row of rows()) yield rowOf(row)
	yield "</sheetData></worksheet>"
}

/** The parts of a workbook that are the same for every list, but for the name of its sheet. */
const partsOf = (title: string): Readonly<Record<string, string>> => ({
	"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PACKAGE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PACKAGE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${PACKAGE}.styles+xml"/></Types>`,
	"_rels/.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheetName(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
	"xl/styles.xml": `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf fontId="1" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`,
})

/** Excel forbids these signs, and names of more than 31 characters. */
const sheetName = (title: string) => escaped(title.replace(/[\\/?*[\]:']/g, " ").slice(0, 31))

/** A list as a workbook of Excel. It is written while it is sent, row by row, so that its length costs no memory. */
export function xlsxOf(list: OpenedList): Readable {
	const zip = new yazl.ZipFile()
	const workbook = new PassThrough()
	const breakOff = (error: unknown) =>
		workbook.destroy(error instanceof Error ? error : new Error(String(error)))
	zip.on("error", breakOff)
	for (const [name, xml] of Object.entries(partsOf(list.title))) zip.addBuffer(Buffer.from(HEAD + xml), name)
	const rows = Readable.from(sheet(list))
	rows.on("error", breakOff)
	// Whoever stops reading stops the list from being read.
	workbook.on("close", () => rows.destroy())
	zip.addReadStream(rows, "xl/worksheets/sheet1.xml")
	zip.end()
	zip.outputStream.pipe(workbook)
	return workbook
}
