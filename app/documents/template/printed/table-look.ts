import type { Element } from "@xmldom/xmldom"
import { childOf, elementsOf } from "../../word-parts.ts"

/** Where a cell is, which decides what a table's style does to it. */
export interface CellPlace {
	row: number
	rows: number
	column: number
	columns: number
}

const LOOKS = [
	["firstRow", 0x20, ({ row }: CellPlace) => row === 0],
	["lastRow", 0x40, ({ row, rows }: CellPlace) => row === rows - 1],
	["firstCol", 0x80, ({ column }: CellPlace) => column === 0],
	["lastCol", 0x100, ({ column, columns }: CellPlace) => column === columns - 1],
] as const
const ATTRIBUTES: Readonly<Record<string, string>> = { firstCol: "firstColumn", lastCol: "lastColumn" }

/** The parts of a table's style that hold for a cell: those for the whole table first. */
export function partsForCell(table: Element, place: CellPlace): string[] {
	const look = childOf(childOf(table, "w:tblPr"), "w:tblLook")
	const bits = Number.parseInt(look?.getAttribute("w:val") || "0", 16)
	const isAsked = (name: string, bit: number) => {
		const said = look?.getAttribute(`w:${ATTRIBUTES[name] ?? name}`)
		return said ? !["0", "false", "off"].includes(said) : (bits & bit) !== 0
	}
	return [
		"wholeTable",
		...LOOKS.flatMap(([name, bit, isHere]) => (isAsked(name, bit) && isHere(place) ? [name] : [])),
	]
}

/** Where each cell of a table is. Tables inside the cells are not looked at. */
export function placesOf(table: Element): Map<Element, CellPlace> {
	const places = new Map<Element, CellPlace>()
	const rows = within(table, "w:tr")
	for (const [row, line] of rows.entries()) {
		const cells = within(line, "w:tc")
		for (const [column, cell] of cells.entries())
			places.set(cell, { row, rows: rows.length, column, columns: cells.length })
	}
	return places
}

/** The rows of a table or the cells of a row, also in content controls. */
const within = (parent: Element, name: string): Element[] =>
	elementsOf(parent).flatMap((inner) => {
		if (inner.nodeName === name) return [inner]
		return /^w:(sdt|sdtContent|customXml)$/.test(inner.nodeName) ? within(inner, name) : []
	})
