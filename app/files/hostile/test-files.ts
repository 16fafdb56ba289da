import { crc32, deflateRawSync } from "node:zlib"
import { utils, write } from "cfb"
import { PDFDocument, PDFName } from "pdf-lib"
import PizZip from "pizzip"
import sharp from "sharp"

// Real files for the tests of this folder, harmless and malicious.

export interface RawEntry {
	name: string | Buffer
	content: Uint8Array | string
	/** General purpose flags; 0x1 encrypted, 0x800 name in UTF-8. */
	flags?: number
	method?: number
	/** What the directory claims instead of the true size. */
	claimedSize?: number
	claimedCrc?: number
	unixMode?: number
	/** Bytes before the entry that no directory mentions. */
	before?: Uint8Array
	/** The name in the local header, if it differs from that in the directory. */
	localName?: string
}

/** A ZIP written byte by byte, so that it can contain false claims. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
	const local: Buffer[] = []
	const central: Buffer[] = []
	let offset = 0
	for (const entry of entries) {
		const { name, content, flags = 0x800, method = 8, claimedSize, claimedCrc, unixMode = 0 } = entry
		const { before = Buffer.alloc(0), localName = name } = entry
		const rawName = Buffer.from(name)
		const bytes = Buffer.from(content)
		const packed = method === 8 ? deflateRawSync(bytes) : bytes
		const common = Buffer.alloc(26)
		common.writeUInt16LE(20, 0)
		common.writeUInt16LE(flags, 2)
		common.writeUInt16LE(method, 4)
		common.writeUInt32LE(claimedCrc ?? crc32(bytes), 10)
		common.writeUInt32LE(packed.byteLength, 14)
		common.writeUInt32LE(claimedSize ?? bytes.byteLength, 18)
		common.writeUInt16LE(rawName.byteLength, 22)
		const start = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(localName), packed])
		offset += before.byteLength
		const tail = Buffer.alloc(14)
		tail.writeUInt32LE((unixMode << 16) >>> 0, 6)
		tail.writeUInt32LE(offset, 10)
		central.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 3]), common, tail, rawName)
		local.push(Buffer.from(before), start)
		offset += start.byteLength
	}
	const directory = Buffer.concat(central)
	const end = Buffer.alloc(18)
	end.writeUInt16LE(entries.length, 4)
	end.writeUInt16LE(entries.length, 6)
	end.writeUInt32LE(directory.byteLength, 8)
	end.writeUInt32LE(offset, 12)
	return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06"), end])
}

export async function pdf(
	pages: readonly ("text" | "blank" | "scan" | "blank scan")[],
	change: (document: PDFDocument) => void = () => undefined,
): Promise<Buffer> {
	const document = await PDFDocument.create({ updateMetadata: false })
	for (const kind of pages) {
		const page = document.addPage([595, 842])
		if (kind === "text") page.drawText("Application", { x: 50, y: 700 })
		if (kind === "scan") page.drawImage(await document.embedJpg(await scan("jpeg")))
		if (kind === "blank scan") page.drawImage(await document.embedJpg(await emptySheet("jpeg")))
	}
	change(document)
	return Buffer.from(await document.save())
}

/** Marks the document as encrypted, as far as a reader can see before it asks for the password. */
export function markEncrypted(document: PDFDocument): void {
	const { context } = document
	context.trailerInfo.Encrypt = context.register(context.obj({ Filter: "Standard", V: 2, R: 3 }))
}

export const launch = (document: PDFDocument) =>
	document.catalog.set(
		PDFName.of("OpenAction"),
		document.context.obj({ S: "Launch", F: document.context.obj({}) }),
	)

/** A PDF whose object stream unpacks to `bytes`. */
export function pdfBomb(packed: Uint8Array, type: string): Buffer {
	return Buffer.concat([
		Buffer.from(
			`%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n4 0 obj\n<</Type/${type}/N 0/First 0/Filter/FlateDecode/Length ${packed.byteLength}>>\nstream\n`,
		),
		packed,
		Buffer.from("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"),
	])
}

const lines = (width: number, height: number) =>
	Buffer.from(
		`<svg width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${[0.2, 0.4, 0.6]
			.map((y) => `<rect x="${width * 0.1}" y="${height * y}" width="${width * 0.7}" height="12"/>`)
			.join("")}</svg>`,
	)

/** A sheet with lines of text, like a scanner's output. */
export const scan = (format: "jpeg" | "png", width = 620, height = 877) =>
	sharp(lines(width, height)).toFormat(format).toBuffer()

/** The compressions that office scanners use for the pages of a TIFF. */
export const TIFF_PACKINGS = ["ccittfax4", "lzw", "jpeg", "deflate", "packbits", "none"] as const

/** An office scanner's TIFF: every page is a sheet with lines of text, black and white for a fax. */
export async function tiff(
	pages: number,
	{
		compression = "lzw",
		colour = false,
	}: { compression?: (typeof TIFF_PACKINGS)[number]; colour?: boolean } = {},
): Promise<Buffer> {
	const sheets = await Promise.all(Array.from({ length: pages }, () => scan("png")))
	const [only = ""] = sheets
	const together = (pages === 1 ? sharp(only) : sharp(sheets, { join: { animated: true } })).flatten({
		background: "white",
	})
	if (compression !== "ccittfax4")
		return (colour ? together : together.greyscale()).tiff({ compression }).toBuffer()
	return together
		.greyscale()
		.threshold(128)
		.toColourspace("b-w")
		.tiff({ compression, bitdepth: 1 })
		.toBuffer()
}

/** A TIFF with one grey strip whose header can claim anything. @param next where its next page claims to begin */
export function lyingTiff(width: number, height: number, next = 0): Buffer {
	const tags = [
		[256, 4, width],
		[257, 4, height],
		[258, 3, 8],
		[259, 3, 1],
		[262, 3, 1],
		[273, 4, 8],
		[277, 3, 1],
		[278, 4, height],
		[279, 4, 100],
	] as const
	const file = Buffer.alloc(14 + tags.length * 12)
	file.write("II*\0\x08\0\0\0", "latin1")
	file.writeUInt16LE(tags.length, 8)
	for (const [index, [tag, type, value]] of tags.entries()) {
		const at = 10 + index * 12
		file.writeUInt16LE(tag, at)
		file.writeUInt16LE(type, at + 2)
		file.writeUInt32LE(1, at + 4)
		file.writeUInt32LE(value, at + 8)
	}
	file.writeUInt32LE(next, 10 + tags.length * 12)
	return file
}

/** An empty sheet with a scanner's noise. */
export const emptySheet = (format: "jpeg" | "png") =>
	sharp({
		create: {
			width: 620,
			height: 877,
			channels: 3,
			background: "white",
			noise: { type: "gaussian", mean: 250, sigma: 2 },
		},
	})
		.toFormat(format)
		.toBuffer()

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

export const relations = (inner: string) =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`

/** A minimal Word document. `parts` are added or replace its own parts. */
export function docx(parts: Readonly<Record<string, string | Uint8Array>> = {}, mainType = WORD): Buffer {
	const zip = new PizZip()
	const all = {
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${mainType}"/></Types>`,
		"word/document.xml": '<w:document xmlns:w="w"><w:body><w:p>Результаты</w:p></w:body></w:document>',
		...parts,
	}
	for (const [name, content] of Object.entries(all)) zip.file(name, content)
	return zip.generate({ type: "nodebuffer", compression: "DEFLATE" })
}

/** A Word 97–2003 document, as far as a program checks it, with more streams by their paths and the `flags` of the FIB. */
export function compound(
	streams: readonly string[],
	{ flags = 0, text = "", more = {} }: { flags?: number; text?: string; more?: Record<string, string> } = {},
): Buffer {
	const file = utils.cfb_new()
	for (const name of streams) {
		const content = Buffer.alloc(6000)
		if (name === "WordDocument") {
			content.writeUInt16LE(0xa5ec, 0)
			content.writeUInt16LE(flags, 10)
			content.write(text, 1024, "utf16le")
		}
		utils.cfb_add(file, `/${name}`, content)
	}
	for (const [name, content] of Object.entries(more)) utils.cfb_add(file, `/${name}`, Buffer.from(content))
	return write(file, { type: "buffer" })
}
