import type PizZip from "pizzip"
import { partText, relationsOf, writePart } from "../word-parts.ts"
import { relate } from "./relate-part.ts"
import type { SheetPlace } from "./sheet-code.ts"

const DOCUMENT = "word/document.xml"
const SETTINGS = "word/settings.xml"
const TYPES = "[Content_Types].xml"
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const SECTION = /<w:sectPr\b[\s\S]*?<\/w:sectPr>/g
const REFERENCE = /<w:(header|footer)Reference\b[^>]*\/>/g

type PageType = "default" | "first" | "even"
interface Reference {
	kind: string
	type: PageType
	id: string
}

/**
 * Gives a document separate footers for the first page, even pages and odd pages, each a copy of the existing one, so that
 * each can have its own square. A template that already has separate ones keeps them.
 *
 * @returns the place of each header and footer; empty if the template numbers its pages in another way
 */
export function separatePages(zip: PizZip): Map<string, SheetPlace> {
	const places = new Map<string, SheetPlace>()
	const document = partText(zip, DOCUMENT)
	// If page numbers start again, their parity does not show the place.
	if (/<w:pgNumType\b[^>]*\bw:start=/.test(document)) return places
	const settings = partText(zip, SETTINGS)
	const differsByParity = isOn(settings, "evenAndOddHeaders")
	const owners = new Map<string, PageType>()
	const copies = new Map<string, string>()
	let index = 0
	const separated = document.replace(SECTION, (section) => {
		const isFirst = index++ === 0
		const differsOnFirst = isOn(section, "titlePg")
		const given = referencesIn(section)
		const defaults = given.filter(({ type }) => type === "default")
		const kept = given.filter(
			({ type }) => type === "default" || (type === "even" ? differsByParity : differsOnFirst),
		)
		const added = (type: PageType) => defaults.map((one): Reference => ({ ...one, type }))
		const references = [
			...kept,
			...(isFirst && !differsOnFirst ? added("first") : []),
			...(differsByParity ? [] : added("even")),
		].map((reference) => ownPart(zip, reference, owners, copies))
		// The first page of a later section may be any page.
		for (const { type, part } of references)
			if (type !== "first") places.set(part, type === "even" ? "even" : "odd")
			else if (isFirst) places.set(part, "first")
		const bare = section.replace(REFERENCE, "").replace(/<w:titlePg\b[^>]*\/>/, "")
		const tags = references.map(({ kind, type, id }) => `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`)
		const opened = bare.replace(/^<w:sectPr\b[^>]*>/, (tag) => tag + tags.join(""))
		return differsOnFirst || isFirst ? withTitlePage(opened) : opened
	})
	writePart(zip, DOCUMENT, separated)
	if (!differsByParity) writePart(zip, SETTINGS, withParity(settings))
	return places
}

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ""

const referencesIn = (section: string): Reference[] =>
	[...section.matchAll(REFERENCE)].map(([tag, kind = ""]) => ({
		kind,
		type: (attribute(tag, "w:type") || "default") as PageType,
		id: attribute(tag, "r:id"),
	}))

/** A switch of the format is on if it is present, unless its value says off. */
const isOn = (xml: string, name: string) => new RegExp(`<w:${name}(?:/>| w:val="(?:1|true|on)")`).test(xml)

const targetOf = (zip: PizZip, id: string) =>
	[...partText(zip, relationsOf(DOCUMENT)).matchAll(/<Relationship\b[^>]*>/g)]
		.map(([one]) => one)
		.filter((one) => attribute(one, "Id") === id)
		.map((one) => `word/${attribute(one, "Target")}`)[0] ?? ""

/** A part used only for pages of this type: the part itself, or a copy if other types already use it. */
function ownPart(
	zip: PizZip,
	reference: Reference,
	owners: Map<string, PageType>,
	copies: Map<string, string>,
) {
	const part = targetOf(zip, reference.id)
	const owner = owners.get(part)
	if (owner === undefined || owner === reference.type) {
		owners.set(part, reference.type)
		return { ...reference, part }
	}
	const key = `${part} ${reference.type}`
	const copy = copies.get(key) ?? copyPart(zip, part, reference.kind)
	copies.set(key, copy)
	const id = relate(zip, DOCUMENT, `${OFFICE}/${reference.kind}`, copy.replace(/^word\//, ""))
	return { ...reference, part: copy, id }
}

/** Far above the numbers that Word gives. */
const FIRST_COPY = 1001

function copyPart(zip: PizZip, part: string, kind: string): string {
	let number = FIRST_COPY
	while (zip.file(`word/${kind}${number}.xml`)) number++
	const copy = `word/${kind}${number}.xml`
	// Ids of content controls and paragraphs must be unique in a document.
	const content = partText(zip, part)
		.replace(/ w14:(?:paraId|textId)="[^"]*"/g, "")
		.replace(/<w:id w:val="-?\d+"\/>/g, "")
	writePart(zip, copy, content)
	const relations = partText(zip, relationsOf(part))
	if (relations) writePart(zip, relationsOf(copy), relations)
	const types = partText(zip, TYPES)
	const override = [...types.matchAll(/<Override\b[^>]*\/>/g)]
		.map(([one]) => one)
		.find((one) => one.includes(`"/${part}"`))
	if (override)
		writePart(zip, TYPES, types.replace(override, override + override.replace(`"/${part}"`, `"/${copy}"`)))
	return copy
}

/** The elements that the format requires after `titlePg` in a section. */
const AFTER_TITLE_PAGE =
	/<w:(?:textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)\b|<\/w:sectPr>/

const withTitlePage = (section: string) => section.replace(AFTER_TITLE_PAGE, (next) => `<w:titlePg/>${next}`)

/** The elements that the format requires before `evenAndOddHeaders` in the settings, from the last to the first. */
const BEFORE_PARITY = [
	"defaultTableStyle",
	"clickAndTypeStyle",
	"summaryLength",
	"showEnvelope",
	"doNotHyphenateCaps",
	"hyphenationZone",
	"consecutiveHyphenLimit",
	"autoHyphenation",
	"defaultTabStop",
	"styleLockQFSet",
	"styleLockTheme",
	"autoFormatOverride",
	"documentProtection",
	"doNotTrackFormatting",
	"doNotTrackMoves",
	"trackRevisions",
	"revisionView",
	"mailMerge",
	"documentType",
	"stylePaneSortMethod",
	"stylePaneFormatFilter",
	"linkStyles",
	"attachedTemplate",
	"formsDesign",
	"proofState",
	"activeWritingStyle",
	"hideGrammaticalErrors",
	"hideSpellingErrors",
	"gutterAtTop",
	"bordersDoNotSurroundFooter",
	"bordersDoNotSurroundHeader",
	"alignBordersAndEdges",
	"mirrorMargins",
	"saveFormsData",
	"saveSubsetFonts",
	"embedSystemFonts",
	"embedTrueTypeFonts",
	"printFormsData",
	"printFractionalCharacterWidth",
	"printPostScriptOverText",
	"displayBackgroundShape",
	"doNotDisplayPageBoundaries",
	"removeDateAndTime",
	"removePersonalInformation",
	"zoom",
	"view",
	"writeProtection",
]

function withParity(settings: string): string {
	const flag = "<w:evenAndOddHeaders/>"
	const bare = settings.replace(/<w:evenAndOddHeaders\b[^>]*\/>/, "")
	for (const name of BEFORE_PARITY) {
		const tag = new RegExp(`<w:${name}\\b[^>]*/>|</w:${name}>`)
		if (tag.test(bare)) return bare.replace(tag, (found) => found + flag)
	}
	return bare.replace(/<w:settings\b[^>]*>/, (tag) => tag + flag)
}
