import type PizZip from "pizzip"
import { partText, relationsOf, writePart } from "../word-parts.ts"

/** Returns the id of this part's relation to the target, and creates the relation if there is none. */
export function relate(zip: PizZip, part: string, type: string, target: string): string {
	const file = relationsOf(part)
	const relations =
		partText(zip, file) ||
		'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
	const known = [...relations.matchAll(/<Relationship\b[^>]*>/g)]
		.map(([one]) => one)
		.find((one) => one.includes(`Target="${target}"`))
	if (known) return /\bId="([^"]*)"/.exec(known)?.[1] ?? ""
	let number = 1
	while (relations.includes(`Id="rIdCode${number}"`)) number++
	const id = `rIdCode${number}`
	const relation = `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`
	writePart(zip, file, relations.replace("</Relationships>", `${relation}</Relationships>`))
	return id
}

export function contentType(zip: PizZip, extension: string, type: string) {
	const file = "[Content_Types].xml"
	const types = partText(zip, file)
	if (types.includes(`Extension="${extension}"`)) return
	writePart(
		zip,
		file,
		types.replace(/(<Types\b[^>]*>)/, `$1<Default Extension="${extension}" ContentType="${type}"/>`),
	)
}
