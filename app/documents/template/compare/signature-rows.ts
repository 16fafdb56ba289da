import type { JudgedTag, ReadTemplate } from "../judge-tags.ts"
import { SIGN_PICTURE, type TemplateLine, type TemplateRow } from "../template-lines.ts"
import { resembles } from "./match-lines.ts"

/** A row of a table, or a line outside tables, in which somebody may sign. */
interface Place {
	cells: readonly string[]
	paths: ReadonlySet<string>
}

const isSignature = ({ cells }: Place) =>
	cells.some((cell) => cell.includes(SIGN_PICTURE) || /подпись/i.test(cell))
/** Room for a signature: a picture, a rule, the word, an empty cell, a wide gap. */
const hasRoom = ({ cells }: Place) =>
	cells.some((cell) => /▭|_{3}|подпись|\t| {5}/i.test(cell)) ||
	(cells.length > 1 && cells.some((cell) => cell.trim() === ""))

/** A line to sign that a changed template no longer has, or has without room for the signature. */
export interface LostSignature {
	who: string
	isGone: boolean
}

/** Who can no longer sign a changed template: for each line to sign of the program's own the one that took its place. */
export function lostSignatures(original: ReadTemplate, changed: ReadTemplate): LostSignature[] {
	const [olds, news] = [placesIn(original), placesIn(changed)]
	const others = new Set(olds.filter((place) => !isSignature(place)).map(textOf))
	const candidates = news.filter((place) => !others.has(textOf(place)))
	const signatures = olds.filter(isSignature)
	const isNamed = (place: Place) => signatures.some((old) => isSame(old, place))
	return signatures.flatMap((old) => {
		const who = labelOf(old) || [...old.paths].map((path) => `{${path}}`)[0] || ""
		const named = candidates.filter((place) => isSame(old, place))
		// A row without a name in front of it may have lost its only tag: its other words tell.
		const same =
			named.length > 0 || labelOf(old)
				? named
				: candidates.filter(
						(place) => !isNamed(place) && resembles({ text: textOf(old) }, { text: textOf(place) }),
					)
		return same.some(hasRoom) ? [] : [{ who, isGone: same.length === 0 }]
	})
}

export const sayLostSignature = ({ who, isGone }: LostSignature) =>
	isGone
		? `нет строки подписи «${who}»: скопируйте её из исходного шаблона`
		: `в строке «${who}» негде поставить подпись: верните линию «________» или слово «(подпись)» из исходного шаблона`

const isSame = (old: Place, place: Place) =>
	[...old.paths].some((path) => place.paths.has(path)) ||
	(labelOf(old) !== "" && labelOf(old) === labelOf(place))

function placesIn({ lines, tags }: ReadTemplate): Place[] {
	const keyOf = (line: TemplateLine): TemplateRow | TemplateLine => line.row ?? line
	const inside = new Map<TemplateRow | TemplateLine, JudgedTag[]>(lines.map((line) => [keyOf(line), []]))
	for (const tag of tags) if (tag.kind !== "close") inside.get(keyOf(tag.line))?.push(tag)
	return [...inside].map(([key, here]) => ({
		cells: "cells" in key ? key.cells : [key.text],
		// The parts around a field are shared by lines that have nothing else in common.
		paths: new Set(here.flatMap(({ path, kind }) => (path === null || kind === "inverted" ? [] : [path]))),
	}))
}

const textOf = ({ cells }: Place) => cells.join(" ").replace(/\s+/g, " ").trim()

/** The words in front of the line: «Секретарь аттестационной комиссии»; a date to be filled in is nobody's name. */
function labelOf({ cells }: Place): string {
	const words = (cells[0] ?? "")
		.replace(/\{[^{}]*\}/g, " ")
		.replace(/[▭_«»\s]+/g, " ")
		.replace(/\(подпись\)|\d{1,9}\s{0,9}г\./g, "")
		.trim()
	return /\p{L}{3}/u.test(words) ? words : ""
}
