import type { OfficeFault } from "./office-relations.ts"
import type { Tag, XmlReader } from "./office-xml.ts"

/**
 * Fields that show something from the document itself, or ask the person who fills it in. Fields that fetch or start
 * something are not included.
 */
const ALLOWED_FIELDS = new Set(
	`PAGE NUMPAGES SECTIONPAGES SECTION DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME AUTHOR TITLE SUBJECT KEYWORDS COMMENTS
	DOCPROPERTY DOCVARIABLE INFO LASTSAVEDBY NUMCHARS NUMWORDS REVNUM TEMPLATE FILENAME FILESIZE USERNAME USERINITIALS
	USERADDRESS TOC TOA TA TC INDEX XE REF PAGEREF NOTEREF STYLEREF FOOTNOTEREF HYPERLINK SEQ LISTNUM AUTONUM AUTONUMLGL
	AUTONUMOUT BIDIOUTLINE FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF ADDRESSBLOCK
	GREETINGLINE IF COMPARE SET ASK FILLIN QUOTE SYMBOL EQ ADVANCE PRIVATE CITATION BIBLIOGRAPHY ADDIN SHAPE GOTOBUTTON
	BARCODE DISPLAYBARCODE MERGEBARCODE AUTOTEXT AUTOTEXTLIST = PROCESSOR`.split(/\s+/),
)
const OBJECTS = new Set([
	"OLEObject",
	"objectEmbed",
	"objectLink",
	"control",
	"webVideoPr",
	"ocx",
	"oleObj",
	"oleLink",
	"ddeLink",
])
const OUTSIDE = new Set([
	"altChunk",
	"subDoc",
	"frameset",
	"dataSource",
	"externalReference",
	"externalBook",
	"dbPr",
	"webPr",
	"script",
	"foreignObject",
	"iframe",
])
/** Drawings also name what they show in attributes. A place in the same document, or the picture itself, is allowed. */
const SOURCES = ["src", "href", "althref", "sourceFileName", "link"]
const DRAWN = new Set([
	"imagedata",
	"fill",
	"stroke",
	"image",
	"use",
	"feImage",
	"shape",
	"background",
	"pattern",
	"linearGradient",
	"style",
])
const INSIDE = /^(#|data:image\/(png|jpe?g|gif|bmp)[;,]|rId\w*$|$)/i
const LONGEST_INSTRUCTION = 4000

interface Field {
	instruction: string
	/** True if the instruction contains another field, so that its text is unknown. */
	nested: boolean
	shown: boolean
}

/** Reads a part of a document and refuses anything that fetches, starts or hides something. */
export class PartWatcher implements XmlReader {
	readonly #refuse: (fault: OfficeFault) => Error
	readonly #fields: Field[] = []
	#inInstruction = false

	constructor(refuse: (fault: OfficeFault) => Error) {
		this.#refuse = refuse
	}

	open({ local, attributes }: Tag) {
		if (OBJECTS.has(local)) throw this.#refuse("embedded")
		if (OUTSIDE.has(local)) throw this.#refuse("outside")
		if (DRAWN.has(local))
			for (const source of SOURCES)
				if (!INSIDE.test((attributes.get(source) ?? "").trim()) && !isLink(local, source, attributes))
					throw this.#refuse("outside")
		if (local === "fldSimple") this.#judge(attributes.get("instr") ?? "", false)
		if (local === "instrText" || local === "delInstrText") this.#inInstruction = true
		if (local === "fldChar") this.#mark(attributes.get("fldCharType") ?? "")
	}

	close(local: string) {
		if (local === "instrText" || local === "delInstrText") this.#inInstruction = false
	}

	text(text: string) {
		const field = this.#fields.at(-1)
		if (!field || field.shown) {
			// An instruction outside a field does nothing, unless another program puts a field around it.
			if (this.#inInstruction) this.#judge(text, false)
			return
		}
		if (field.instruction.length < LONGEST_INSTRUCTION) field.instruction += text
	}

	/** A field that was never closed is judged too. */
	end() {
		for (const { instruction, nested } of this.#fields) this.#judge(instruction, nested)
	}

	#mark(type: string) {
		const field = this.#fields.at(-1)
		if (type === "begin") {
			if (field && !field.shown) field.nested ||= field.instruction.trim() === ""
			this.#fields.push({ instruction: "", nested: false, shown: false })
		} else if (type === "separate" && field && !field.shown) {
			field.shown = true
			this.#judge(field.instruction, field.nested)
		} else if (type === "end" && field) {
			if (!field.shown) this.#judge(field.instruction, field.nested)
			this.#fields.pop()
		}
	}

	#judge(instruction: string, nested: boolean) {
		const word = /^[\s\p{C}"']*(=|[\p{L}_]+)/u.exec(instruction)?.[1]?.toUpperCase()
		if (word === undefined ? nested : !ALLOWED_FIELDS.has(word)) throw this.#refuse("outside")
	}
}

/** A shape may be a link, because a person must click it. */
function isLink(local: string, source: string, attributes: ReadonlyMap<string, string>): boolean {
	return local === "shape" && source === "href" && /^(https?|mailto):/i.test(attributes.get(source) ?? "")
}
