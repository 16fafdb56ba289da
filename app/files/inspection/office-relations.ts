import type { Tag } from "./office-xml.ts"

export type OfficeFault = "outside" | "embedded" | "macros"

/** What a part of a document may refer to inside the package, by the last word of the relation's type. */
const ALLOWED = new Set(
	`officedocument extended-properties extendedproperties core-properties custom-properties customproperties thumbnail styles stylesWithEffects
	numbering fontTable settings webSettings theme themeOverride header footer footnotes endnotes comments commentsExtended
	commentsIds commentsExtensible people documenttasks image hdphoto hyperlink font glossaryDocument customXml
	customXmlProps customXmlData chart chartEx chartStyle chartColorStyle chartUserShapes diagramData diagramLayout diagramStyle
	diagramQuickStyle diagramColors diagramDrawing drawing vmlDrawing legacyDrawing ink package printerSettings
	classificationlabels labelInfo origin signature certificate worksheet chartsheet sharedStrings calcChain table
	tableStyles pivotTable pivotCacheDefinition pivotCacheRecords sheetMetadata threadedComment person slicer slicerCache
	timeline timelineCache bibliography recoveryinfo viewProps presProps`
		.toLowerCase()
		.split(/\s+/),
)
const OBJECTS = new Set([
	"oleobject",
	"control",
	"activexcontrolbinary",
	"achunk",
	"afchunk",
	"video",
	"audio",
	"media",
	"movie",
	"slideupdateinfo",
])
const MACROS = new Set(["vbaproject", "wordvbadata", "keymapcustomizations", "attachedtoolbars"])

/** An address as programs read it: without blanks and control characters, with percent signs decoded and one kind of slash. */
function normalised(target: string): string {
	const bare = target.replace(/[\p{C}\s]/gu, "")
	try {
		return decodeURIComponent(bare)
			.replace(/[\p{C}\s]/gu, "")
			.replaceAll("\\", "/")
	} catch {
		return bare.replaceAll("\\", "/")
	}
}

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i
/** A link that a person clicks: to the web, a mail address, a phone number, or a place in the same folder. */
const isPlainLink = (target: string) =>
	/^(https?|mailto|tel):/i.test(target) || (!HAS_SCHEME.test(target) && !target.startsWith("//"))
/** Word records where the template was on the author's computer. Nothing is fetched from a drive that does not exist. */
const isLocalTemplate = (target: string) =>
	/^(file:\/\/\/)?[a-z]:\/(?!\/)/i.test(target) || (!HAS_SCHEME.test(target) && !target.includes("//"))

/** Why a relation of a document is not allowed. */
export function relationFault({ local, attributes }: Tag): OfficeFault | null {
	if (local !== "Relationship") return null
	const type =
		(attributes.get("Type") ?? "")
			.trim()
			.replace(/(?<!\/)\/+$/, "")
			.split("/")
			.at(-1)
			?.toLowerCase() ?? ""
	const target = normalised(attributes.get("Target") ?? "")
	const isExternal = (attributes.get("TargetMode") ?? "").trim().toLowerCase() === "external"
	if (MACROS.has(type)) return "macros"
	if (isExternal) {
		if (type === "hyperlink" && isPlainLink(target)) return null
		if (type === "attachedtemplate" && isLocalTemplate(target)) return null
		return "outside"
	}
	if (OBJECTS.has(type)) return "embedded"
	if (HAS_SCHEME.test(target) || target.startsWith("//")) return "outside"
	if (type === "attachedtemplate") return null
	return ALLOWED.has(type) ? null : "embedded"
}
