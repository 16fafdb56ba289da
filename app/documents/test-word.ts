import { posix } from "node:path"
import PizZip from "pizzip"
import { child, descendants, type Element, elements, parseXml, textIn } from "./test-xml.ts"

/** A .docx taken apart: its parts by name, with parsed XML. */
export interface WordFile {
	readonly names: readonly string[]
	readonly parts: ReadonlyMap<string, Element>
	readonly body: Element
	/** Header and footer parts. */
	readonly margins: readonly Element[]
}

export function readWord(bytes: Buffer): WordFile {
	const zip = new PizZip(bytes)
	const names = Object.values(zip.files).flatMap((entry) => (entry.dir ? [] : [entry.name]))
	const parts = new Map(
		names
			.filter((name) => /\.(xml|rels)$/.test(name))
			.map((name) => [name, parseXml(zip.file(name)?.asText() ?? "", name)] as const),
	)
	const body = child(parts.get("word/document.xml"), "w:body")
	if (!body) throw new Error("word/document.xml has no body")
	const margins = [...parts].flatMap(([name, part]) =>
		/^word\/(header|footer)\d*\.xml$/.test(name) ? [part] : [],
	)
	return { names, parts, body, margins }
}

export const value = (element: Element | undefined, name = "w:val") => element?.attributes.get(name) ?? ""

/** The text of a paragraph as a reader sees it: tabs and line breaks are characters, and a field shows its last result. */
export const paragraphText = (paragraph: Element): string =>
	descendants(paragraph, "w:t", "w:tab", "w:br")
		.map((one) => (one.name === "w:t" ? textIn(one) : one.name === "w:tab" ? "\t" : "\n"))
		.join("")

export const paragraphsOf = (part: Element): string[] => descendants(part, "w:p").map(paragraphText)

// ─────────────────────────────────────────────── the package

/** What Word calls a damaged file: parts without a type, relations without a target, duplicate or dangling ids. */
export function packageFaults({ names, parts }: WordFile): string[] {
	const faults: string[] = []
	const types = parts.get("[Content_Types].xml")
	if (!types) return ["[Content_Types].xml is missing"]
	const overrides = elements(types, "Override").map((one) => value(one, "PartName"))
	const extensions = elements(types, "Default").map((one) => value(one, "Extension").toLowerCase())
	faults.push(...twice(overrides).map((name) => `${name} has two types`))
	faults.push(...twice(extensions).map((name) => `.${name} has two types`))
	for (const name of overrides)
		if (!names.includes(name.slice(1))) faults.push(`${name} has a type and does not exist`)
	for (const name of names) {
		if (name === "[Content_Types].xml") continue
		const bare = name.endsWith(".xml") && !overrides.includes(`/${name}`)
		if (
			bare ||
			!(overrides.includes(`/${name}`) || extensions.includes(name.split(".").at(-1)?.toLowerCase() ?? ""))
		)
			faults.push(`${name} has no type of its own`)
	}
	if (!names.includes("_rels/.rels")) faults.push("_rels/.rels is missing")
	for (const [name, part] of parts) {
		if (name.endsWith(".rels")) faults.push(...relationFaults(name, part, names))
		else faults.push(...danglingIn(name, part, parts))
	}
	return faults
}

/** `word/_rels/document.xml.rels` belongs to `word/document.xml`. */
function relationFaults(name: string, rels: Element, names: readonly string[]): string[] {
	const folder = posix.dirname(posix.dirname(name))
	const source = posix.join(folder, posix.basename(name, ".rels"))
	const all = elements(rels, "Relationship")
	const faults = twice(all.map((one) => value(one, "Id"))).map((id) => `${name}: ${id} stands twice`)
	if (posix.basename(name) !== ".rels" && !names.includes(source))
		faults.push(`${name}: there is no ${source}`)
	for (const one of all) {
		const target = value(one, "Target")
		const file = target.startsWith("/") ? target.slice(1) : posix.join(folder, target)
		if (value(one, "TargetMode") !== "External" && !names.includes(file))
			faults.push(`${name}: there is no ${file}`)
	}
	return faults
}

function danglingIn(name: string, part: Element, parts: ReadonlyMap<string, Element>): string[] {
	const rels = parts.get(posix.join(posix.dirname(name), "_rels", `${posix.basename(name)}.rels`))
	const known = new Set(rels ? elements(rels, "Relationship").map((one) => value(one, "Id")) : [])
	const everything = [part, ...allIn(part)]
	const used = everything.flatMap((one) =>
		[...one.attributes].flatMap(([attribute, id]) =>
			/^r:(id|embed|link|pict)$/.test(attribute) ? [id] : [],
		),
	)
	const ids = (element: string, attribute: string) =>
		twice(everything.flatMap((one) => (one.name === element ? [value(one, attribute)] : [])))
	return [
		...used.filter((id) => !known.has(id)).map((id) => `${name}: ${id} points nowhere`),
		...ids("w:bookmarkStart", "w:id").map((id) => `${name}: bookmark ${id} twice`),
		...ids("w:bookmarkStart", "w:name").map((id) => `${name}: bookmark «${id}» twice`),
		...ids("wp:docPr", "id").map((id) => `${name}: drawing ${id} twice`),
	]
}

export function allIn(part: Element, found: Element[] = []): Element[] {
	for (const one of elements(part)) {
		found.push(one)
		allIn(one, found)
	}
	return found
}
export const twice = (list: readonly string[]) => [
	...new Set(list.filter((one, index) => list.indexOf(one) !== index)),
]

// ─────────────────────────────────────────────── the order the schema demands

export const list = (names: string) => names.split(" ").map((name) => `w:${name}`)
/** The element sequences of ISO/IEC 29500 for the types that a form uses. An element that is not listed may not occur there. */
const SEQUENCES: Readonly<Record<string, readonly string[]>> = {
	"w:pPr": list(
		"pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	),
	"w:rPr": list(
		"rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
	),
	"w:tblPr": list(
		"tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
	),
	"w:tcPr": list(
		"cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	),
	"w:sectPr": list(
		"headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
	),
	"w:pBdr": list("top left bottom right between bar"),
	"w:tblBorders": list("top left bottom right insideH insideV"),
	"w:tblCellMar": list("top left bottom right"),
	"w:tbl": list("bookmarkStart bookmarkEnd tblPr tblGrid tr"),
	"w:tr": list("tblPrEx trPr tc"),
	"w:style": list(
		"name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
	),
	"w:docDefaults": list("rPrDefault pPrDefault"),
	"w:settings": list(
		"writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins embedTrueTypeFonts attachedTemplate trackRevisions documentProtection autoFormatOverride defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
	),
}

export function orderFaults({ parts }: WordFile): string[] {
	return [...parts].flatMap(([name, part]) =>
		[part, ...allIn(part)].flatMap((element) => {
			const sequence = SEQUENCES[element.name]
			if (!sequence) return []
			let last = -1
			return elements(element).flatMap((one) => {
				const place = sequence.indexOf(one.name)
				const fault =
					place < 0
						? [`${name}: ${one.name} may not stand in ${element.name}`]
						: place < last
							? [`${name}: ${one.name} stands too late in ${element.name}`]
							: []
				last = Math.max(last, place)
				return fault
			})
		}),
	)
}

// ─────────────────────────────────────────────── the body

/** Complete table rows, cells that end in a paragraph, one A4 section at the end, spaces that Word preserves. */
export function bodyFaults({ body, margins }: WordFile): string[] {
	const faults = [body, ...descendants(body, "w:tc")].flatMap((holder) => {
		const blocks = elements(holder).filter(({ name }) => name !== "w:tcPr")
		const last = blocks.at(-1)?.name
		const wrongEnd = holder === body ? last !== "w:sectPr" : last !== "w:p"
		return [
			...(wrongEnd ? [`${holder.name} ends in ${last}`] : []),
			...blocks.flatMap((one, index) =>
				one.name === "w:tbl" && blocks[index + 1]?.name === "w:tbl"
					? ["two tables without a paragraph between"]
					: [],
			),
		]
	})
	for (const table of descendants(body, "w:tbl")) {
		const columns = elements(child(table, "w:tblGrid") ?? table, "w:gridCol").length
		const rows = elements(table, "w:tr")
		if (rows.length === 0) faults.push("a table without rows")
		for (const row of rows) {
			const cells = elements(row, "w:tc").map((cell) => child(child(cell, "w:tcPr"), "w:gridSpan"))
			const wide = cells.reduce((sum, span) => sum + Number(value(span) || 1), 0)
			if (wide !== columns) faults.push(`a row of ${wide} columns in a table of ${columns}`)
			else faults.push(...widthFaults(table, row))
		}
	}
	for (const text of [body, ...margins].flatMap((part) => descendants(part, "w:t")))
		if (/^\s|\s$/.test(textIn(text)) && value(text, "xml:space") !== "preserve")
			faults.push(`«${textIn(text)}» loses its spaces`)
	return faults
}

/** In a table with a fixed layout Word uses the cells and LibreOffice the grid, so both must give the same widths. */
function widthFaults(table: Element, row: Element): string[] {
	const grid = elements(child(table, "w:tblGrid") ?? table, "w:gridCol").map((one) =>
		Number(value(one, "w:w")),
	)
	let column = 0
	return elements(row, "w:tc").flatMap((cell) => {
		const properties = child(cell, "w:tcPr")
		const span = Number(value(child(properties, "w:gridSpan")) || 1)
		const wide = grid.slice(column, column + span).reduce((sum, one) => sum + one, 0)
		column += span
		const said = value(child(properties, "w:tcW"), "w:w")
		return said === String(wide) ? [] : [`a cell ${said} wide in a column of ${wide}`]
	})
}

/** Width, height, margins in twentieths of a point (567 is a centimetre). */
export function pageOf({ body }: WordFile) {
	const section = child(body, "w:sectPr")
	const size = child(section, "w:pgSz")
	const margin = child(section, "w:pgMar")
	const number = (element: Element | undefined, name: string) => Number(value(element, `w:${name}`))
	return {
		width: number(size, "w"),
		height: number(size, "h"),
		landscape: value(size, "w:orient") === "landscape",
		margins: (["left", "right", "top", "bottom"] as const).map((side) => number(margin, side)),
	}
}

// ─────────────────────────────────────────────── styles

/** The only direct formatting that a paragraph, a run or a table may have. Everything else belongs to its style. */
const OWN: Readonly<Record<string, readonly string[]>> = {
	// The program itself sets the two others, above signatures.
	"w:pPr": list("pStyle keepNext keepLines"),
	"w:rPr": list("rStyle noProof"),
	"w:tblPr": list("tblStyle tblW tblLayout tblLook"),
	"w:trPr": list("cantSplit tblHeader"),
	"w:tcPr": list("tcW gridSpan vMerge"),
}
const STYLED: Readonly<Record<string, string>> = {
	"w:pStyle": "paragraph",
	"w:rStyle": "character",
	"w:tblStyle": "table",
}

/** Formatting set by hand, paragraphs without a style, styles that do not exist or are of another kind. */
export function styleFaults({ parts, body, margins }: WordFile): string[] {
	const sheet = parts.get("word/styles.xml")
	if (!sheet) return ["word/styles.xml is missing"]
	const styles = elements(sheet, "w:style")
	const kinds = new Map(styles.map((style) => [value(style, "w:styleId"), value(style, "w:type")]))
	const faults = twice(styles.map((style) => value(style, "w:styleId"))).map((id) => `style ${id} twice`)
	for (const style of styles) {
		const base = child(style, "w:basedOn")
		if (base && kinds.get(value(base)) !== value(style, "w:type"))
			faults.push(`style ${value(style, "w:styleId")} is based on ${value(base)}`)
	}
	for (const element of [body, ...margins].flatMap((part) => allIn(part))) {
		const own = OWN[element.name]
		const forbidden = own ? elements(element).filter(({ name }) => !own.includes(name)) : []
		faults.push(...forbidden.map(({ name }) => `${name} is set by hand`))
		const kind = STYLED[element.name]
		if (kind && kinds.get(value(element)) !== kind) faults.push(`there is no ${kind} style ${value(element)}`)
		if (element.name === "w:p" && !child(child(element, "w:pPr"), "w:pStyle"))
			faults.push(`no style: «${paragraphText(element)}»`)
	}
	return faults
}

/** Rows that may be split, and heads that do not repeat. */
export function rowFaults({ body }: WordFile): string[] {
	return descendants(body, "w:tbl").flatMap((table) =>
		elements(table, "w:tr").flatMap((row, index) => {
			const properties = child(row, "w:trPr")
			const isHead = descendants(row, "w:pStyle").some((style) => value(style) === "TableHead")
			const repeats = child(properties, "w:tblHeader") !== undefined
			return [
				...(child(properties, "w:cantSplit") ? [] : [`row ${index} may split`]),
				...(isHead === repeats
					? []
					: [`row ${index}: a head that does not repeat, or repeats without being one`]),
				...(isHead && index > 0 ? [`row ${index} is a head below other rows`] : []),
			]
		}),
	)
}

/** A table of signatures that may be moved to another sheet than the text above it. */
export function signatureFaults({ parts, body }: WordFile): string[] {
	const sheet = parts.get("word/styles.xml")
	const styles = new Map(
		(sheet ? elements(sheet, "w:style") : []).map((one) => [value(one, "w:styleId"), one]),
	)
	const keeps = (id: string): boolean => {
		const style = styles.get(id)
		const base = value(child(style, "w:basedOn"))
		return Boolean(child(child(style, "w:pPr"), "w:keepNext")) || (base !== "" && keeps(base))
	}
	const isKept = (paragraph: Element | undefined) => {
		const own = child(child(paragraph, "w:pPr"), "w:keepNext")
		return own ? value(own) !== "0" : keeps(value(child(child(paragraph, "w:pPr"), "w:pStyle")))
	}
	const blocks = elements(body)
	return blocks.flatMap((block, index) => {
		const isSigned = value(child(child(block, "w:tblPr"), "w:tblStyle")) === "SignTable"
		if (!isSigned || !paragraphsOf(block).some((line) => line.includes("подпис"))) return []
		let letters = 0
		for (const before of blocks.slice(0, index).reverse()) {
			// A table stays with the next block if the first paragraph of its last row says so.
			const row = before.name === "w:tbl" ? elements(before, "w:tr").at(-1) : undefined
			if (!isKept(row ? descendants(row, "w:p")[0] : before))
				return [`signatures are not kept with what stands before: ${paragraphText(before)}`]
			letters += paragraphText(before).trim().length
			// A heading alone says nothing.
			if (row || letters >= 60) return []
		}
		return ["nothing stands before the signatures"]
	})
}

/** The text above a signature line begins with a capital, a quotation mark or a blank, and «(подпись)» is below the line. */
export function signatureLineFaults({ body }: WordFile): string[] {
	const tables = descendants(body, "w:tbl").filter(
		(table) => value(child(child(table, "w:tblPr"), "w:tblStyle")) === "SignTable",
	)
	return tables.flatMap((table) => [
		...elements(table, "w:tr").flatMap((row) => {
			const [head = ""] = paragraphsOf(row)
			return /^\p{Ll}/u.test(head) ? [`a signature line begins small: ${head}`] : []
		}),
		...descendants(table, "w:tc").flatMap((cell) => {
			const hints = elements(cell, "w:p").filter((line) => paragraphText(line) === "(подпись)")
			const wanted = descendants(cell, "w:drawing").length > 0 ? "SignHintLine" : "SignHint"
			return hints
				.map((hint) => value(child(child(hint, "w:pPr"), "w:pStyle")))
				.filter((style) => style !== wanted)
				.map((style) => `«(подпись)» has the style ${style} and not ${wanted}`)
		}),
	])
}

/** Names of the fields that Word computes in a part: PAGE, NUMPAGES. */
export const fieldsOf = (part: Element): string[] =>
	descendants(part, "w:fldSimple", "w:instrText").map((field) =>
		(field.name === "w:fldSimple" ? value(field, "w:instr") : textIn(field)).trim(),
	)
