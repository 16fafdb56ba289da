import { posix } from "node:path"
import { SaxesParser, type SaxesTagPlain } from "saxes"
import type { ArchiveFile, OpenArchive } from "../inspection/archive.server.ts"
import { collectRows, type TextRows } from "./rows.ts"

/** How many columns of a sheet are read. What is further to the right does not belong to a list. */
const MOST_COLUMNS = 30
const LONGEST_CELL = 1000
/** Different words of a workbook. */
const MOST_WORDS = 200_000

const local = (name: string) => name.slice(name.indexOf(":") + 1)

async function parse(
	archive: OpenArchive,
	file: ArchiveFile,
	handlers: {
		open?: (tag: SaxesTagPlain) => void
		text?: (text: string) => void
		close?: (name: string) => void
		done?: () => boolean
	},
): Promise<void> {
	const parser = new SaxesParser()
	// Entities are never declared here: a workbook that needs them is no workbook.
	parser.on("doctype", () => {
		throw new Error("a workbook with a DTD")
	})
	parser.on("opentag", (tag) => handlers.open?.(tag as SaxesTagPlain))
	parser.on("text", (text) => handlers.text?.(text))
	parser.on("closetag", (tag) => handlers.close?.(local(tag.name)))
	const decoder = new TextDecoder("utf-8")
	for await (const chunk of archive.read(file)) {
		parser.write(decoder.decode(chunk, { stream: true }))
		if (handlers.done?.()) return
	}
	parser.write(decoder.decode()).close()
}

const attribute = (tag: SaxesTagPlain, name: string): string | undefined =>
	Object.entries(tag.attributes).find(([key]) => local(key) === name)?.[1]

const partNamed = (archive: OpenArchive, name: string) => archive.files.find((file) => file.name === name)

/** The part of the first sheet, as the workbook and its relations name it. */
async function firstSheet(archive: OpenArchive): Promise<ArchiveFile | undefined> {
	const workbook = partNamed(archive, "xl/workbook.xml")
	const relations = partNamed(archive, "xl/_rels/workbook.xml.rels")
	if (!workbook || !relations) return undefined
	let id: string | undefined
	await parse(archive, workbook, {
		open: (tag) => {
			if (local(tag.name) === "sheet") id ??= attribute(tag, "id")
		},
	})
	let target: string | undefined
	await parse(archive, relations, {
		open: (tag) => {
			if (local(tag.name) === "Relationship" && attribute(tag, "Id") === id) target = attribute(tag, "Target")
		},
	})
	return target === undefined ? undefined : partNamed(archive, posix.join("/xl", target).slice(1))
}

/** The words that cells refer to by number. */
async function sharedWords(archive: OpenArchive): Promise<string[]> {
	const part = partNamed(archive, "xl/sharedStrings.xml")
	const words: string[] = []
	if (!part) return words
	let word = ""
	let inText = false
	let inReading = false
	await parse(archive, part, {
		open: ({ name }) => {
			if (local(name) === "si") word = ""
			if (local(name) === "t") inText = true
			// How a word is read aloud, in Japanese; it is no part of it.
			if (local(name) === "rPh") inReading = true
		},
		text: (text) => {
			if (inText && !inReading && word.length < LONGEST_CELL) word += text
		},
		close: (name) => {
			if (name === "t") inText = false
			if (name === "rPh") inReading = false
			if (name === "si") words.push(word)
		},
		done: () => words.length > MOST_WORDS,
	})
	return words
}

/** «AB12» → 27, from 0. */
function columnOf(reference: string): number {
	const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
	if (!letters) return -1
	return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** The first sheet of a workbook as rows of text; null if the archive is no workbook. Runs in a worker only. */
export async function sheetRows(archive: OpenArchive, mostRows: number): Promise<TextRows | null> {
	const sheet = await firstSheet(archive)
	if (!sheet) return null
	const words = await sharedWords(archive)
	const table = collectRows(mostRows)
	const merged: string[] = []
	let row: string[] = []
	let number = 0
	let column = -1
	let type = ""
	let value = ""
	let inValue = false
	await parse(archive, sheet, {
		open: (tag) => {
			const name = local(tag.name)
			if (name === "row") {
				// Empty rows may be left out; people count them.
				number = Number(attribute(tag, "r") ?? number + 1)
				row = []
				column = -1
			}
			if (name === "c") {
				const reference = attribute(tag, "r")
				column = reference ? columnOf(reference) : column + 1
				type = attribute(tag, "t") ?? ""
				value = ""
			}
			if (name === "v" || name === "t") inValue = true
			if (name === "mergeCell") merged.push(attribute(tag, "ref") ?? "")
		},
		text: (text) => {
			if (inValue && value.length < LONGEST_CELL) value += text
		},
		close: (name) => {
			if (name === "v" || name === "t") inValue = false
			if (name === "c" && column >= 0 && column < MOST_COLUMNS) {
				while (row.length < column) row.push("")
				row[column] = type === "s" ? (words[Number(value)] ?? "") : value
			}
			if (name === "row") table.put(row, number)
		},
		done: table.isFull,
	})
	// Merged ranges do not overlap, so together they cannot have more cells than the table. A made-up file is read no further.
	let left = table.rows.length * MOST_COLUMNS
	for (const range of merged) {
		if (left <= 0) break
		left -= fillDown(table.rows, range)
	}
	return table.rows
}

/**
 * A cell merged over several rows, «A2:A9», says the same of each of them. The file has its value in the first row only.
 * @returns how many rows it looked at, at least one
 */
function fillDown(rows: TextRows, range: string): number {
	const [, letters = "", first, last] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(range) ?? []
	const column = columnOf(letters)
	if (column < 0 || column >= MOST_COLUMNS) return 1
	const value = rows[Number(first) - 1]?.[column] ?? ""
	const below = rows.slice(Number(first), Number(last))
	for (const row of below) {
		// A row in which nothing else stands stays empty.
		if (row.length === 0 || row[column]) continue
		while (row.length < column) row.push("")
		row[column] = value
	}
	return below.length + 1
}
