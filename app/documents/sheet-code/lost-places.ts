import type PizZip from "pizzip"
import { understandTemplate } from "../template/understand-template.ts"
import { partText } from "../word-parts.ts"
import { barsStyleOf, SHEET_PICTURE, SHEET_WORDS, SIGNATURE_PICTURE } from "./stamp.ts"

/** Word has separate headers and footers for the first page and for even pages if a template asks for them. */
const PAGES = { default: "на листах", first: "на первом листе", even: "на чётных листах" } as const
type PageType = keyof typeof PAGES

/**
 * The code places that a changed template has lost, compared with the program's own template, each with the consequence and
 * the remedy. Papers could be printed without them, but nobody could read their scans.
 */
export function lostPlaces(template: Buffer, original: Buffer): string[] {
	const zip = understandTemplate(template)
	const lost = marginsOf(zip).flatMap(([pages, margin]) => {
		const missing = missingIn(margin, barsStyleOf(zip))
		return missing.length > 0
			? [
					`${PAGES[pages]} нет кода (не хватает: ${missing.join(", ")}), а без него система не узнает страницы скана: скопируйте нижний колонтитул целиком из исходного шаблона`,
				]
			: []
	})
	const [lines, wanted] = [linesIn(zip), linesIn(understandTemplate(original))]
	if (lines < wanted)
		lost.push(
			`мест подписи ${lines} вместо ${wanted}, а без них система не увидит, подписан ли документ: скопируйте рисунок «${SIGNATURE_PICTURE}» из исходного шаблона в каждую строку подписи`,
		)
	return lost
}

/** Some programs describe the picture twice, in its frame and in the picture itself. The frame counts. */
const pictures = (xml: string, description: string) =>
	(xml.match(/<wp:docPr\b[^>]*>/g) ?? []).filter((frame) => frame.includes(`descr="${description}"`)).length
const linesIn = (zip: PizZip) => pictures(partText(zip, "word/document.xml"), SIGNATURE_PICTURE)

function missingIn(margin: string, barsStyle: string): string[] {
	const runs = margin.match(/<w:r\b[^>]*>(?:(?!<\/w:r>)[\s\S])*<\/w:r>/g) ?? []
	const bars = runs
		.filter((run) => run.includes(`<w:rStyle w:val="${barsStyle}"/>`))
		.map((run) => run.replace(/<[^<>]+>/g, ""))
		.join("")
	return [
		pictures(margin, SHEET_PICTURE) === 0 && `рисунок «${SHEET_PICTURE}»`,
		!/\*\s*PAGE\b[\s\S]*-\s*NUMPAGES\b[\s\S]*\*/.test(bars) && "номер страницы штрихами",
		!margin.includes(`<w:tag w:val="${SHEET_WORDS}"/>`) && "код словами",
	].filter((what) => what !== false)
}

/** The headers and footers of every kind of page in each section. A section inherits those of the one before. */
function marginsOf(zip: PizZip): [PageType, string][] {
	const targets = new Map(
		[...partText(zip, "word/_rels/document.xml.rels").matchAll(/<Relationship\b[^>]*>/g)].map(([one]) => [
			attribute(one, "Id"),
			attribute(one, "Target"),
		]),
	)
	const differsByParity = isOn(partText(zip, "word/settings.xml"), "evenAndOddHeaders")
	const inForce = new Map<string, string>()
	const sections = partText(zip, "word/document.xml").match(/<w:sectPr\b[\s\S]*?<\/w:sectPr>/g) ?? []
	const margins = sections.flatMap((section) => {
		for (const [reference, kind = ""] of section.matchAll(/<w:(header|footer)Reference\b[^>]*>/g))
			inForce.set(
				`${kind} ${attribute(reference, "w:type")}`,
				partText(zip, `word/${targets.get(attribute(reference, "r:id"))}`),
			)
		const printed: PageType[] = ["default"]
		if (isOn(section, "titlePg")) printed.push("first")
		if (differsByParity) printed.push("even")
		return printed.map((type): [PageType, string] => [
			type,
			["header", "footer"].map((kind) => inForce.get(`${kind} ${type}`) ?? "").join(""),
		])
	})
	return [...new Map(margins.map((one) => [one.join(" "), one])).values()]
}

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ""

/** A switch of the format is on if it is present, unless its value says off. */
const isOn = (xml: string, name: string) => new RegExp(`<w:${name}(?:/>| w:val="(?:1|true|on)")`).test(xml)
