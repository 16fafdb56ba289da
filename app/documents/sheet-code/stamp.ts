import type PizZip from "pizzip"
import { partText, relationsOf, writePart } from "../word-parts.ts"
import { CODE_FONT, makeCodeFont } from "./code-font.ts"
import { sheetPicture, signaturePicture } from "./pictures.ts"
import { contentType, relate } from "./relate-part.ts"
import { PAPER_NAMES, readablePaperId, type SheetCode, type SheetPlace } from "./sheet-code.ts"
import { separatePages } from "./sheet-places.ts"

/** Descriptions of the placeholder pictures. Word shows them as «Замещающий текст» to people who edit a template. */
export const SHEET_PICTURE = "Код листа"
export const SIGNATURE_PICTURE = "Место подписи"
/** The tag of the content control that shows the same code as text. */
export const SHEET_WORDS = "sheet-words"
const SHEET_BARS = "SheetBars"

/** Far above the ids that Word gives to a template's own pictures. */
const FIRST_PICTURE_ID = 7001
const PARTS = /^word\/(document|header\d*|footer\d*)\.xml$/
/** Matches the innermost drawing, because a text box is a drawing too and may contain the picture. */
const DRAWING = /<w:drawing>(?:(?!<\/?w:drawing>)[\s\S])*<\/w:drawing>/g
const CONTROL = /<w:sdt>(?:(?!<\/?w:sdt>)[\s\S])*<\/w:sdt>/g
const RUN = /<w:r\b[^>]*>(?:(?!<\/w:r>)[\s\S])*<\/w:r>/g
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/**
 * Puts the paper's code on every sheet of a filled form. Pictures and text replace the template's placeholders, and the
 * font of the page number is embedded in the document. Signature lines are numbered in their order. Without a code the
 * places stay empty.
 */
export function stampDocument(zip: PizZip, code: SheetCode | null): void {
	const bars = barsStyleOf(zip)
	const isBars = (xml: string) => xml.includes(`<w:rStyle w:val="${bars}"/>`)
	const parts = zip
		.file(PARTS)
		.map(({ name }) => name)
		.sort()
	if (!parts.some((part) => partText(zip, part).includes(`descr="${SHEET_PICTURE}"`))) return
	const places = code ? separatePages(zip) : new Map<string, SheetPlace>()
	const count = { lines: 0, pictures: 0 }
	let hasBars = false
	for (const part of [...parts, ...[...places.keys()].filter((one) => !parts.includes(one))]) {
		const before = partText(zip, part)
		const place = places.get(part) ?? null
		const pictured = before.replace(DRAWING, (drawing) =>
			stampPicture(zip, part, drawing, code && { ...code, place }, count),
		)
		const worded = pictured.replace(CONTROL, (control) => stampControl(control, code))
		const after = code ? worded : worded.replace(RUN, (run) => (isBars(run) ? "" : run))
		hasBars ||= isBars(after)
		if (after !== before) writePart(zip, part, after)
	}
	dropUnusedPictures(zip)
	if (hasBars) embedFont(zip)
}

/** Word renames styles when it saves a template, so this finds the style by its font. */
export function barsStyleOf(zip: PizZip): string {
	const styles = partText(zip, "word/styles.xml").match(/<w:style\b[\s\S]*?<\/w:style>/g) ?? []
	const bars = styles.find((style) => style.includes(`w:ascii="${CODE_FONT}"`)) ?? ""
	return /\bw:styleId="([^"]*)"/.exec(bars)?.[1] ?? SHEET_BARS
}

/**
 * Each picture becomes a separate part, because one picture of the template may be used in several places. Each also gets a
 * new id, because Word rejects a repeated row that repeats the id.
 */
function stampPicture(
	zip: PizZip,
	part: string,
	drawing: string,
	code: (SheetCode & { place: SheetPlace | null }) | null,
	count: { lines: number; pictures: number },
): string {
	const description = /<wp:docPr\b[^>]*\bdescr="([^"]*)"/.exec(drawing)?.[1]
	const isLine = description === SIGNATURE_PICTURE
	if (!isLine && description !== SHEET_PICTURE) return drawing
	if (isLine) count.lines++
	else if (!code) return ""
	const line = count.lines
	const picture =
		isLine || !code ? signaturePicture(code && { ...code, line }) : sheetPicture(code, code.place)
	const sheet = code?.place ? `sheet-${code.place}` : "sheet"
	const target = `media/code-${isLine ? `signature-${line}` : sheet}.png`
	writePart(zip, `word/${target}`, picture)
	contentType(zip, "png", "image/png")
	const relation = relate(zip, part, `${RELATIONSHIPS}/image`, target)
	const id = FIRST_PICTURE_ID + count.pictures++
	return drawing
		.replace(/(<a:blip\b[^>]*\br:embed=")[^"]*(")/, `$1${relation}$2`)
		.replace(/(<(?:wp:docPr|pic:cNvPr)\b[^>]*\bid=")[^"]*(")/g, `$1${id}$2`)
}

/** Changes only the text of the first run, so that the template's formatting stays. */
function stampControl(control: string, code: SheetCode | null): string {
	const tag = /<w:tag w:val="([^"]*)"\/>/.exec(control)?.[1]
	if (tag !== SHEET_WORDS) return control
	if (!code) return ""
	const words = `${PAPER_NAMES[code.kind]} ${readablePaperId(code.paperId)} · версия ${code.version} · `
	let first = true
	return control.replace(/<w:t(?: [^>]*)?>[^<]*<\/w:t>/g, () => {
		const text = first ? words : ""
		first = false
		return `<w:t xml:space="preserve">${text}</w:t>`
	})
}

/** Removes the placeholder pictures once nothing refers to them: Word offers to repair a document with unused parts. */
function dropUnusedPictures(zip: PizZip) {
	for (const { name } of zip.file(PARTS)) {
		const file = relationsOf(name)
		const relations = partText(zip, file)
		if (!relations) continue
		const content = partText(zip, name)
		const kept = relations.replace(/<Relationship\b[^>]*\/image"[^>]*\/>/g, (relation) => {
			const id = /\bId="([^"]*)"/.exec(relation)?.[1] ?? ""
			return content.includes(`"${id}"`) ? relation : ""
		})
		if (kept !== relations) writePart(zip, file, kept)
	}
	const all = zip
		.file(/\.rels$/)
		.map(({ name }) => partText(zip, name))
		.join("")
	for (const { name } of zip.file(/^word\/media\/./))
		if (!all.includes(`"${name.replace(/^word\//, "")}"`)) zip.remove(name)
}

/** A constant, so that the same document always gives the same bytes. */
const FONT_KEY = "6C1F2A54-9B0E-4D3C-8A71-5E0D9C4B7F12"

/** Embeds the font, obfuscated as the format requires: its first 32 bytes are XORed with the key in reverse order. */
function embedFont(zip: PizZip) {
	const font = makeCodeFont()
	const key = Buffer.from(FONT_KEY.replaceAll("-", ""), "hex").reverse()
	for (let at = 0; at < 32; at++) font[at] = (font[at] ?? 0) ^ (key[at % 16] ?? 0)
	writePart(zip, "word/fonts/code.odttf", font)
	contentType(zip, "odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont")
	const id = relate(zip, "word/fontTable.xml", `${RELATIONSHIPS}/font`, "fonts/code.odttf")
	const entry = `<w:font w:name="${CODE_FONT}"><w:charset w:val="00"/><w:family w:val="auto"/><w:pitch w:val="fixed"/><w:embedRegular r:id="${id}" w:fontKey="{${FONT_KEY}}"/></w:font>`
	const table = partText(zip, "word/fontTable.xml")
	const others = table.replace(new RegExp(`<w:font w:name="${CODE_FONT}">[\\s\\S]*?</w:font>`), "")
	writePart(zip, "word/fontTable.xml", others.replace("</w:fonts>", `${entry}</w:fonts>`))
	const settings = partText(zip, "word/settings.xml")
	if (settings.includes("<w:embedTrueTypeFonts")) return
	// Word requires this position: after the zoom and the page borders, before all others.
	const flag = "<w:embedTrueTypeFonts/>"
	writePart(
		zip,
		"word/settings.xml",
		settings.replace(
			/(<w:settings\b[^>]*>(?:<w:writeProtection\b[^>]*\/>)?(?:<w:view\b[^>]*\/>)?(?:<w:zoom\b[^>]*\/>)?(?:<w:removePersonalInformation\b[^>]*\/>)?(?:<w:removeDateAndTime\b[^>]*\/>)?(?:<w:doNotDisplayPageBoundaries\b[^>]*\/>)?(?:<w:displayBackgroundShape\b[^>]*\/>)?(?:<w:printPostScriptOverText\b[^>]*\/>)?(?:<w:printFractionalCharacterWidth\b[^>]*\/>)?(?:<w:printFormsData\b[^>]*\/>)?)/,
			`$1${flag}`,
		),
	)
}
