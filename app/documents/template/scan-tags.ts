import { beside, type TemplateLine } from "./template-lines.ts"
import { withoutInvisible } from "./tidy-tags.ts"

export interface PlacedTag {
	/** «{x}», «{#x}», «{^x}», «{/x}». Other signs of docxtemplater are not known here and count as a part of the name. */
	kind: "value" | "open" | "inverted" | "close"
	name: string
	line: TemplateLine
	at: number
	/** Its length in characters, including the braces. */
	length: number
}

const KINDS: Readonly<Record<string, PlacedTag["kind"]>> = { "#": "open", "^": "inverted", "/": "close" }

/** Every tag of a part in order, and every brace without its partner. */
export function scanTags(lines: readonly TemplateLine[]): { tags: PlacedTag[]; faults: string[] } {
	const tags: PlacedTag[] = []
	const faults: string[] = []
	for (const line of lines) {
		let opened = -1
		for (let at = 0; at < line.text.length; at++) {
			const sign = line.text[at]
			if (sign === "{") {
				if (opened >= 0) faults.push(stray("{", line, opened))
				opened = at
			} else if (sign === "}") {
				if (opened < 0) faults.push(stray("}", line, at))
				else tags.push(tagAt(line, opened, at + 1))
				opened = -1
			}
		}
		if (opened >= 0) faults.push(stray("{", line, opened))
	}
	return { tags, faults }
}

const stray = (brace: "{" | "}", line: TemplateLine, at: number) =>
	`лишняя скобка «${brace}» (${beside(line, at, 1)}): ${
		brace === "{" ? "поставьте в том же абзаце «}»" : "поставьте перед ней «{»"
	}, если здесь метка, или уберите скобку`

function tagAt(line: TemplateLine, from: number, to: number): PlacedTag {
	const inside = withoutInvisible(line.text.slice(from + 1, to - 1))
	const kind = KINDS[inside[0] ?? ""]
	return { kind: kind ?? "value", name: kind ? inside.slice(1) : inside, line, at: from, length: to - from }
}

/** A tag in the notation of a template. */
export const written = ({ kind, name }: Pick<PlacedTag, "kind" | "name">) =>
	`{${{ value: "", open: "#", inverted: "^", close: "/" }[kind]}${name}}`
