import { posix } from "node:path"
import { allIn, list, twice, value, type WordFile } from "./test-word.ts"
import { child, type Element, elements } from "./test-xml.ts"

// The rest of what makes Word offer repairs: elements in the wrong parent, attribute values that it does not know, and
// wrong targets of relations.

/**
 * The children that each element may have, in any order; `FIRST` names those that must come first. It is looser than the
 * schema only where no form needs it.
 */
const CONTENT: Readonly<Record<string, readonly string[]>> = {
	"w:document": list("body"),
	"w:body": list("p tbl sdt bookmarkStart bookmarkEnd sectPr"),
	"w:hdr": list("p tbl sdt"),
	"w:ftr": list("p tbl sdt"),
	"w:tc": list("tcPr p tbl bookmarkStart bookmarkEnd"),
	"w:p": list("pPr r hyperlink fldSimple sdt bookmarkStart bookmarkEnd proofErr"),
	"w:r": list(
		"rPr t tab br cr noBreakHyphen softHyphen drawing fldChar instrText lastRenderedPageBreak ptab sym",
	),
	"w:fldSimple": list("r"),
	"w:hyperlink": list("r"),
	"w:sdt": list("sdtPr sdtEndPr sdtContent"),
	"w:sdtContent": list("p tbl r fldSimple"),
	"w:styles": list("docDefaults latentStyles style"),
	"w:fonts": list("font"),
}
const FIRST: Readonly<Record<string, string>> = {
	"w:p": "w:pPr",
	"w:r": "w:rPr",
	"w:tc": "w:tcPr",
	"w:sdt": "w:sdtPr",
	"w:tbl": "w:tblPr",
}

export function contentFaults({ parts, body }: WordFile): string[] {
	const faults = [...parts].flatMap(([name, part]) =>
		[part, ...allIn(part)].flatMap((element) => {
			const known = CONTENT[element.name]
			const inside = elements(element)
			const strangers = known ? inside.filter((one) => !known.includes(one.name)) : []
			const first = FIRST[element.name]
			const late = first ? inside.slice(1).some((one) => one.name === first) : false
			const speechless = element.name.startsWith("w:") && !/^w:(t|instrText)$/.test(element.name)
			return [
				...strangers.map((one) => `${name}: ${one.name} may not stand in ${element.name}`),
				...(late ? [`${name}: ${first} does not stand first in ${element.name}`] : []),
				...(speechless && element.children.some((one) => typeof one === "string" && one.trim())
					? [`${name}: text straight in ${element.name}`]
					: []),
				...(element.name === "w:p" ? fieldFaults(element).map((fault) => `${name}: ${fault}`) : []),
				...valueFaults(element).map((fault) => `${name}: ${fault}`),
			]
		}),
	)
	if (elements(body, "w:sectPr").length > 1) faults.push("two sections at the end")
	for (const [name, part] of parts) {
		const controls = allIn(part).filter((one) => one.name === "w:sdtPr")
		faults.push(
			...twice(controls.map((one) => value(child(one, "w:id")))).map((id) => `${name}: control ${id} twice`),
		)
	}
	return faults
}

/** A field that Word computes must begin, show its last result and end within one paragraph. */
function fieldFaults(paragraph: Element): string[] {
	const steps = allIn(paragraph)
		.filter((one) => one.name === "w:fldChar")
		.map((one) => value(one, "w:fldCharType"))
	return /^(begin (separate )?end ?)*$/.test(`${steps.join(" ")} `.trimStart())
		? []
		: [`a field runs ${steps.join(", ")}`]
}

const WORDS: Readonly<Record<string, RegExp>> = {
	"w:jc w:val": /^(left|start|center|right|end|both)$/,
	"w:vAlign w:val": /^(top|center|bottom|both)$/,
	"w:tblLayout w:type": /^(fixed|autofit)$/,
	"w:pgSz w:orient": /^(portrait|landscape)$/,
	"w:spacing w:lineRule": /^(auto|exact|atLeast)$/,
	"w:vMerge w:val": /^(restart|continue)$/,
	"w:tab w:val": /^(clear|left|start|center|right|end|decimal|bar|num)$/,
	"w:br w:type": /^(page|column|textWrapping)$/,
	"w:style w:type": /^(paragraph|character|table|numbering)$/,
	"w:footerReference w:type": /^(default|first|even)$/,
	"w:headerReference w:type": /^(default|first|even)$/,
}
/** Attributes with a measure or a number, on any element. */
const NUMBERS = new Set(
	"w:tcW w:w|w:gridCol w:w|w:tblW w:w|w:sz w:val|w:szCs w:val|w:gridSpan w:val|w:outlineLvl w:val|w:pgSz w:w|w:pgSz w:h|w:spacing w:before|w:spacing w:after|w:spacing w:line|wp:docPr id|pic:cNvPr id|wp:extent cx|wp:extent cy".split(
		"|",
	),
)

function valueFaults(element: Element): string[] {
	return [...element.attributes].flatMap(([name, held]) => {
		const place = `${element.name} ${name}`
		const words = WORDS[place] ?? (NUMBERS.has(place) ? /^\d+$/ : null)
		return words && !words.test(held) ? [`${place} is «${held}»`] : []
	})
}

/** For each kind of relation, its target and the type of that part. */
const RELATIONS: Readonly<Record<string, readonly [file: RegExp, type: RegExp]>> = {
	officeDocument: [/^word\/document\.xml$/, /wordprocessingml\.document\.main\+xml$/],
	styles: [/^word\/styles\.xml$/, /wordprocessingml\.styles\+xml$/],
	settings: [/^word\/settings\.xml$/, /wordprocessingml\.settings\+xml$/],
	fontTable: [/^word\/fontTable\.xml$/, /wordprocessingml\.fontTable\+xml$/],
	footer: [/^word\/footer\d*\.xml$/, /wordprocessingml\.footer\+xml$/],
	header: [/^word\/header\d*\.xml$/, /wordprocessingml\.header\+xml$/],
	image: [/^word\/media\/.+\.png$/, /^image\/png$/],
	font: [/^word\/fonts\/.+\.odttf$/, /obfuscatedFont$/],
	"core-properties": [/^docProps\/core\.xml$/, /core-properties\+xml$/],
	"extended-properties": [/^docProps\/app\.xml$/, /extended-properties\+xml$/],
}
const REFERENCES: Readonly<Record<string, string>> = {
	"w:footerReference": "footer",
	"w:headerReference": "header",
	"a:blip": "image",
	"w:embedRegular": "font",
}

export function relationKindFaults({ parts }: WordFile): string[] {
	const types = parts.get("[Content_Types].xml")
	const typeOf = (file: string) =>
		value(
			types && elements(types, "Override").find((one) => value(one, "PartName") === `/${file}`),
			"ContentType",
		) ||
		value(
			types && elements(types, "Default").find((one) => file.endsWith(`.${value(one, "Extension")}`)),
			"ContentType",
		)
	return [...parts].flatMap(([name, part]) => {
		if (!name.endsWith(".rels")) return []
		const folder = posix.dirname(posix.dirname(name))
		const relations = elements(part, "Relationship")
		const kinds = new Map(relations.map((one) => [value(one, "Id"), posix.basename(value(one, "Type"))]))
		const wrong = relations.flatMap((one) => {
			const kind = posix.basename(value(one, "Type"))
			const file = posix.join(folder, value(one, "Target"))
			const [path, type] = RELATIONS[kind] ?? []
			if (!path || !type) return [`${name}: ${kind} is a relation that no form needs`]
			return path.test(file) && type.test(typeOf(file)) ? [] : [`${name}: ${kind} leads to ${file}`]
		})
		const source = parts.get(posix.join(folder, posix.basename(name, ".rels")))
		const references = source ? allIn(source).filter((one) => REFERENCES[one.name]) : []
		const misled = references.filter(
			(one) => kinds.get(value(one, "r:id") || value(one, "r:embed")) !== REFERENCES[one.name],
		)
		return [...wrong, ...misled.map((one) => `${name}: ${one.name} follows a relation of another kind`)]
	})
}

/** Styles that are based on or followed by a missing style, and two styles that are both the default. */
export function styleSheetFaults({ parts }: WordFile): string[] {
	const sheet = parts.get("word/styles.xml")
	const styles = sheet ? elements(sheet, "w:style") : []
	const ids = new Set(styles.map((style) => value(style, "w:styleId")))
	const defaults = styles.filter((style) => value(style, "w:default") === "1")
	return [
		...twice(defaults.map((style) => value(style, "w:type"))).map((type) => `two default ${type} styles`),
		...styles.flatMap((style) =>
			["w:next", "w:link", "w:basedOn"].flatMap((name) => {
				const other = child(style, name)
				return other && !ids.has(value(other))
					? [`style ${value(style, "w:styleId")}: there is no ${value(other)}`]
					: []
			}),
		),
	]
}
