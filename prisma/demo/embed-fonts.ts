import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { Readable } from "node:stream"
import * as fontkit from "fontkit"
import type { PDFDocument, PDFFont } from "pdf-lib"

export type Fonts = Record<"plain" | "bold" | "hand", PDFFont>

const FACES = { plain: "400Regular", bold: "700Bold", hand: "400Regular_Italic" } as const
const require = createRequire(import.meta.url)
const fileOf = (face: string) => require.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)
// Reading a font takes longer than drawing a page, so all documents share them.
const files = new Map<string, Buffer>()
const fonts = new WeakMap<Uint8Array, PdfLibFont>()

/** Embeds the letters that a document uses of a font that looks like the one of the Word templates. */
export async function embedFonts(document: PDFDocument): Promise<Fonts> {
	document.registerFontkit({ create: readFont })
	const embed = async (face: string) => {
		const bytes = files.get(face) ?? (await readFile(fileOf(face)))
		files.set(face, bytes)
		return document.embedFont(bytes, { subset: true })
	}
	const [plain, bold, hand] = await Promise.all([embed(FACES.plain), embed(FACES.bold), embed(FACES.hand)])
	return { plain, bold, hand }
}

type PdfLibFont = ReturnType<Parameters<PDFDocument["registerFontkit"]>[0]["create"]>

/** The copy of fontkit that pdf-lib recommends loses letters of this font. The present fontkit returns bytes, not a stream. */
function readFont(bytes: Uint8Array): PdfLibFont {
	const known = fonts.get(bytes)
	if (known) return known
	const font = fontkit.create(Buffer.from(bytes)) as fontkit.Font
	const createOwn = font.createSubset.bind(font)
	const createSubset = () => {
		const subset = createOwn() as fontkit.Subset & { encode(): Uint8Array }
		return Object.assign(subset, { encodeStream: () => Readable.from([subset.encode()]) })
	}
	const read = Object.assign(font, { createSubset }) as unknown as PdfLibFont
	fonts.set(bytes, read)
	return read
}
