import {
	PDFArray,
	type PDFContext,
	PDFDict,
	PDFHexString,
	PDFInvalidObject,
	PDFName,
	type PDFObject,
	PDFRef,
	PDFStream,
	PDFString,
} from "pdf-lib"

// What a PDF may contain. Every action, automatic or by a click, every embedded file and every kind of annotation is looked
// up in a list of what is allowed, so an unknown kind is refused.

export type PdfFault = "activePdf" | "embedded" | "outside" | "shellPdf"

/** The keys of actions. The structure tree uses `A` for other things, which have no `S`. */
const ACTION_KEYS = new Set(["A", "PA", "OpenAction", "Next"])
/** Turning pages, going to a place in the same document, showing layers, opening a web address. */
const ALLOWED_ACTIONS = new Set(["GoTo", "URI", "Named", "Thread", "SetOCGState", "Trans"])
const ALLOWED_NAMED = new Set(["NextPage", "PrevPage", "FirstPage", "LastPage", "GoBack", "GoForward"])
/** These are refused as actions anywhere, even where no reader looks for one today. */
const FORBIDDEN_ACTIONS: ReadonlyMap<string, PdfFault> = new Map([
	["JavaScript", "activePdf"],
	["Launch", "activePdf"],
	["Rendition", "activePdf"],
	["SubmitForm", "activePdf"],
	["ImportData", "activePdf"],
	["ResetForm", "activePdf"],
	["Movie", "activePdf"],
	["GoTo3DView", "activePdf"],
	["RichMediaExecute", "activePdf"],
	["GoToDp", "activePdf"],
	["GoToR", "outside"],
	["GoToE", "embedded"],
])

const ALLOWED_ANNOTATIONS = new Set(
	"Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup Link Widget PrinterMark TrapNet Watermark Redact".split(
		" ",
	),
)

/** Keys for a script, another file or a form drawn by a program, in any object. */
const FORBIDDEN_KEYS: ReadonlyMap<string, PdfFault> = new Map([
	["JS", "activePdf"],
	["JavaScript", "activePdf"],
	["RichMediaContent", "activePdf"],
	["RichMediaSettings", "activePdf"],
	["Rendition", "activePdf"],
	["Renditions", "activePdf"],
	["3DD", "activePdf"],
	["3DV", "activePdf"],
	["NeedsRendering", "shellPdf"],
	["XFA", "shellPdf"],
	["Collection", "shellPdf"],
	["EmbeddedFiles", "embedded"],
	["EF", "embedded"],
	["AF", "embedded"],
	["FFilter", "outside"],
	["FDecodeParms", "outside"],
	["OPI", "outside"],
])

const FORBIDDEN_TYPES: ReadonlyMap<string, PdfFault> = new Map([
	["EmbeddedFile", "embedded"],
	["Filespec", "outside"],
	["Rendition", "activePdf"],
	["MediaClip", "activePdf"],
	["RichMediaContent", "activePdf"],
	["3D", "activePdf"],
	["3DNode", "activePdf"],
])

/** The addresses that a link may open. */
const WEB = /^(https?:|mailto:|tel:|[^:\\]*$|#)/i

/** pdf-lib keeps the notation of a name, but `#4a` and `J` are the same letter to every reader. */
const spelled = (name: PDFName) =>
	name
		.asString()
		.slice(1)
		.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

/** The first thing in a document that is not allowed. It checks every object, whether or not it is reachable. */
export function faultOf(context: PDFContext): PdfFault | null {
	const faults = new Set<PdfFault>()
	const seen = new Set<PDFObject>()
	const queue: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object)
	for (let object = queue.pop(); object; object = queue.pop()) {
		if (seen.has(object)) continue
		seen.add(object)
		if (object instanceof PDFArray) for (const one of object.asArray()) queue.push(one)
		else if (object instanceof PDFStream) {
			const keys = keysOf(object.dict)
			// A stream that says that its bytes are in another file.
			if (keys.has("F")) faults.add("outside")
			queue.push(object.dict)
		} else if (object instanceof PDFDict) {
			for (const fault of faultsOf(object, context)) faults.add(fault)
			for (const one of object.values()) queue.push(one)
		} else if (object instanceof PDFInvalidObject) {
			const fault = faultOfRaw(object)
			if (fault) faults.add(fault)
		}
	}
	// A form drawn by a program, or a portfolio, is reported first, because it explains everything else in the file.
	for (const fault of ["shellPdf", "activePdf", "embedded", "outside"] as const)
		if (faults.has(fault)) return fault
	return null
}

const keysOf = (dict: PDFDict) =>
	new Map(dict.entries().map(([key, value]) => [spelled(key), value] as const))

function* faultsOf(dict: PDFDict, context: PDFContext): Generator<PdfFault> {
	const keys = keysOf(dict)
	const nameAt = (key: string) => {
		const value = context.lookup(keys.get(key))
		return value instanceof PDFName ? spelled(value) : undefined
	}
	for (const key of keys.keys()) {
		const fault = FORBIDDEN_KEYS.get(key)
		if (!fault) continue
		// Readers ignore the key when it is false.
		if (key === "NeedsRendering" && String(context.lookup(keys.get(key))) === "false") continue
		yield fault
	}
	const type = FORBIDDEN_TYPES.get(nameAt("Type") ?? "")
	if (type) yield type
	const subtype = nameAt("Subtype")
	// A drawing in PostScript is a program.
	if (subtype === "PS" && !keys.has("BaseFont")) yield "activePdf"
	const isAnnotation = nameAt("Type") === "Annot" || (keys.has("Rect") && subtype !== undefined)
	if (isAnnotation) yield* faultsOfAnnotation(dict, context)
	const forbidden = FORBIDDEN_ACTIONS.get(nameAt("S") ?? "")
	if (forbidden) yield forbidden
	for (const [key, value] of keys)
		if (ACTION_KEYS.has(key))
			for (const action of actionsIn(value, context)) yield* faultsOfAction(action, context)
		else if (key === "AA") {
			const triggers = context.lookup(value)
			if (!(triggers instanceof PDFDict)) continue
			for (const trigger of triggers.values())
				for (const action of actionsIn(trigger, context)) yield* faultsOfAction(action, context)
		} else if (key === "Annots") {
			const annotations = context.lookup(value)
			if (!(annotations instanceof PDFArray)) continue
			for (const one of annotations.asArray()) {
				const annotation = context.lookup(one)
				if (annotation instanceof PDFDict) yield* faultsOfAnnotation(annotation, context)
			}
		}
}

function* faultsOfAnnotation(annotation: PDFDict, context: PDFContext): Generator<PdfFault> {
	const subtype = context.lookup(keysOf(annotation).get("Subtype"))
	const kind = subtype instanceof PDFName ? spelled(subtype) : ""
	if (!ALLOWED_ANNOTATIONS.has(kind)) yield kind === "FileAttachment" ? "embedded" : "activePdf"
}

/** One action or several. A destination is an array too, but of other values. */
function actionsIn(value: PDFObject | undefined, context: PDFContext): PDFDict[] {
	const found = value instanceof PDFRef || value !== undefined ? context.lookup(value) : undefined
	if (found instanceof PDFDict) return [found]
	if (!(found instanceof PDFArray)) return []
	return found
		.asArray()
		.map((one) => context.lookup(one))
		.filter((one): one is PDFDict => one instanceof PDFDict)
		.filter((one) => keysOf(one).has("S"))
}

function* faultsOfAction(action: PDFDict, context: PDFContext): Generator<PdfFault> {
	const keys = keysOf(action)
	const kind = context.lookup(keys.get("S"))
	if (kind === undefined) return
	if (!(kind instanceof PDFName) || !ALLOWED_ACTIONS.has(spelled(kind))) {
		yield (kind instanceof PDFName ? FORBIDDEN_ACTIONS.get(spelled(kind)) : undefined) ?? "activePdf"
		return
	}
	if (spelled(kind) === "Named") {
		const named = context.lookup(keys.get("N"))
		if (!(named instanceof PDFName) || !ALLOWED_NAMED.has(spelled(named))) yield "activePdf"
	}
	if (keys.has("F")) yield "outside"
	const address = context.lookup(keys.get("URI"))
	if (address instanceof PDFString || address instanceof PDFHexString) {
		const text = address.decodeText().replace(/[\p{C}\s]/gu, "")
		if (!WEB.test(text) || text.startsWith("//") || text.startsWith("\\\\")) yield "outside"
	}
}

/** A program may still read what we cannot parse, so a forbidden name in it is enough. */
function faultOfRaw(object: PDFInvalidObject): PdfFault | null {
	const raw = Buffer.alloc(object.sizeInBytes())
	object.copyBytesInto(raw, 0)
	for (const [, name = ""] of raw.toString("latin1").matchAll(/\/([^\s\0()<>[\]{}/%]{1,127})/g)) {
		const plain = name.replace(/#([0-9a-f]{2})/gi, (_, digits: string) =>
			String.fromCharCode(Number.parseInt(digits, 16)),
		)
		const fault = FORBIDDEN_KEYS.get(plain) ?? FORBIDDEN_ACTIONS.get(plain) ?? FORBIDDEN_TYPES.get(plain)
		if (fault) return fault
	}
	return null
}
