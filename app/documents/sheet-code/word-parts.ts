import type PizZip from "pizzip"

// Reading and writing the parts of a Word document.

/** A constant, because the same document must give the same bytes. */
const ENTRY_DATE = new Date(2000, 0, 1)

export const partText = (zip: PizZip, part: string) => zip.file(part)?.asText() ?? ""
export const write = (zip: PizZip, part: string, content: string | Buffer) =>
	zip.file(part, content, { date: ENTRY_DATE, createFolders: false })

export const relationsOf = (part: string) => part.replace(/(?<![^/])[^/]+$/, "_rels/$&.rels")

/** The id of this part's relation to the target; it is created if there is none. */
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
	write(zip, file, relations.replace("</Relationships>", `${relation}</Relationships>`))
	return id
}

export function contentType(zip: PizZip, extension: string, type: string) {
	const file = "[Content_Types].xml"
	const types = partText(zip, file)
	if (types.includes(`Extension="${extension}"`)) return
	write(
		zip,
		file,
		types.replace(/(<Types\b[^>]*>)/, `$1<Default Extension="${extension}" ContentType="${type}"/>`),
	)
}
