import { beside, type TemplateLine } from "./template-lines.ts"
import { withoutInvisible } from "./tidy-tags.ts"

export interface PlacedTag {
	/** «{x}», «{#x}», «{^x}», «{/x}»; other signs of docxtemplater are unknown here and stand in the name. */
	kind: "value" | "open" | "inverted" | "close"
	name: string
	line: TemplateLine
	at: number
	/** How many signs it takes with its braces. */
	length: number
}

const KINDS: Readonly<Record<string, PlacedTag["kind"]>> = { "#": "open", "^": "inverted", "/": "close" }

/** Every tag of a part in its order, and every brace without its pair. */
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

/** A tag as it is written in Word. */
export const written = ({ kind, name }: Pick<PlacedTag, "kind" | "name">) =>
	`{${{ value: "", open: "#", inverted: "^", close: "/" }[kind]}${name}}`
