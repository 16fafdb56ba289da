import { type FileHandle, open } from "node:fs/promises"
import { FONT, FONT_DESCRIPTOR, type IndexLine, indexContents, indexPageCount } from "./index-pages.ts"
import {
	CATALOG_OBJECT,
	FIRST_FREE_OBJECT,
	FONT_DESCRIPTOR_OBJECT,
	FONT_OBJECT,
	OUTLINES_OBJECT,
	PAGES_OBJECT,
} from "./numbers.ts"
import type { PdfPart } from "./pdf-part.server.ts"

/** A bookmark and a line of the index. */
interface Mark {
	title: string
	/** The object of its first page. */
	page: number
	/** How many pages of the parts precede it. */
	before: number
}

/** Offsets of a file are written with ten digits. */
const LARGEST = 9_999_999_999

/**
 * A PDF that is written to the disk part by part. Whatever its length, only the places and numbers of its objects are in
 * memory. The index and the bookmarks are last in the file but first for the reader.
 */
export class LongPdf {
	readonly #file: FileHandle
	readonly #offsets: number[] = []
	readonly #pages: number[] = []
	readonly #marks: Mark[] = []
	#size = 0
	/** The number of the first object of the next part. */
	next = FIRST_FREE_OBJECT

	private constructor(file: FileHandle) {
		this.#file = file
	}

	static async begin(path: string): Promise<LongPdf> {
		const pdf = new LongPdf(await open(path, "wx", 0o600))
		await pdf.#write(Buffer.from("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", "latin1"))
		return pdf
	}

	get pages(): number {
		return this.#pages.length
	}

	/** The next part begins here, under this title. */
	async add(title: string | null, { bytes, objects, pages, next }: PdfPart): Promise<void> {
		const [first] = pages
		if (first === undefined) return
		if (title !== null) this.#marks.push({ title, page: first, before: this.#pages.length })
		for (const [number, offset] of objects) this.#offsets[number] = this.#size + offset
		await this.#write(bytes)
		for (const page of pages) this.#pages.push(page)
		this.next = next
	}

	/** Writes what connects the parts. @param notes lines below the index, about what is not in the file */
	async finish(title: string, notes: readonly string[]): Promise<void> {
		const indexPages = indexPageCount(this.#marks.length + notes.length)
		const lines: IndexLine[] = this.#marks.map(({ title: text, before }) => ({
			text,
			page: indexPages + before + 1,
		}))
		const index = await this.#writeIndex(title, lines, notes)
		await this.#object(
			PAGES_OBJECT,
			`<< /Type /Pages /Count ${index.length + this.#pages.length} /Kids [${[...index, ...this.#pages].map(reference).join("\n")}] >>`,
		)
		await this.#object(FONT_OBJECT, FONT)
		await this.#object(FONT_DESCRIPTOR_OBJECT, FONT_DESCRIPTOR)
		await this.#writeBookmarks()
		await this.#object(
			CATALOG_OBJECT,
			`<< /Type /Catalog /Pages ${reference(PAGES_OBJECT)} /Outlines ${reference(OUTLINES_OBJECT)} /PageMode /UseOutlines /Lang (ru-RU) >>`,
		)
		await this.#writeTable()
		await this.#file.sync()
		await this.#file.close()
	}

	/** Gives up an unfinished file. */
	abandon = () => this.#file.close()

	async #writeIndex(title: string, lines: readonly IndexLine[], notes: readonly string[]): Promise<number[]> {
		const contents = indexContents(title, lines, notes)
		const pages: number[] = []
		for (const content of contents) {
			const stream = this.next++
			const page = this.next++
			await this.#object(
				stream,
				Buffer.concat([
					Buffer.from(`<< /Length ${content.length} >>\nstream\n`),
					content,
					Buffer.from("\nendstream"),
				]),
			)
			await this.#object(
				page,
				`<< /Type /Page /Parent ${reference(PAGES_OBJECT)} /MediaBox [0 0 595.28 841.89] /Resources << /Font << /F1 ${reference(FONT_OBJECT)} >> >> /Contents ${reference(stream)} >>`,
			)
			pages.push(page)
		}
		return pages
	}

	async #writeBookmarks() {
		const first = this.next
		const last = first + this.#marks.length - 1
		this.next = last + 1
		for (const [index, { title, page }] of this.#marks.entries()) {
			const number = first + index
			await this.#object(
				number,
				`<< /Title ${hexText(title)} /Parent ${reference(OUTLINES_OBJECT)} /Dest [${reference(page)} /Fit]${number > first ? ` /Prev ${reference(number - 1)}` : ""}${number < last ? ` /Next ${reference(number + 1)}` : ""} >>`,
			)
		}
		await this.#object(
			OUTLINES_OBJECT,
			this.#marks.length === 0
				? "<< /Type /Outlines /Count 0 >>"
				: `<< /Type /Outlines /Count ${this.#marks.length} /First ${reference(first)} /Last ${reference(last)} >>`,
		)
	}

	async #writeTable() {
		const start = this.#size
		if (start > LARGEST) throw new Error("a PDF of more than ten gigabytes")
		await this.#write(Buffer.from(`xref\n0 ${this.next}\n0000000000 65535 f \n`))
		const row = (number: number) => {
			const offset = this.#offsets[number]
			return offset === undefined ? "0000000000 65535 f \n" : `${String(offset).padStart(10, "0")} 00000 n \n`
		}
		for (let from = 1; from < this.next; from += 10_000) {
			const count = Math.min(10_000, this.next - from)
			await this.#write(Buffer.from(Array.from({ length: count }, (_, index) => row(from + index)).join("")))
		}
		await this.#write(
			Buffer.from(
				`trailer\n<< /Size ${this.next} /Root ${reference(CATALOG_OBJECT)} >>\nstartxref\n${start}\n%%EOF\n`,
			),
		)
	}

	async #object(number: number, body: string | Buffer) {
		this.#offsets[number] = this.#size
		await this.#write(
			Buffer.concat([
				Buffer.from(`${number} 0 obj\n`),
				typeof body === "string" ? Buffer.from(body, "latin1") : body,
				Buffer.from("\nendobj\n"),
			]),
		)
	}

	async #write(bytes: Uint8Array) {
		await this.#file.writeFile(bytes)
		this.#size += bytes.byteLength
	}
}

const reference = (number: number) => `${number} 0 R`

/** A text of any letters, as bookmarks need it. */
function hexText(text: string): string {
	const swapped = Buffer.from(`\ufeff${text}`, "utf16le").swap16()
	return `<${swapped.toString("hex")}>`
}
