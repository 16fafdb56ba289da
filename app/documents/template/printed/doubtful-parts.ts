import type { JudgedTag, ReadTemplate } from "../judge-tags.ts"
import { SIGN_PICTURE, type TemplateLine } from "../template-lines.ts"

/**
 * The parts that a changed template puts around what every paper must show and that the program's own does not: only they can take it
 * away. @returns their paths
 */
export function doubtfulParts(
	original: ReadTemplate,
	changed: ReadTemplate,
	isEssential: (path: string) => boolean,
): string[] {
	const usual = partsAround(original, isEssential)
	return [...partsAround(changed, isEssential)].filter((path) => !usual.has(path))
}

const isSignature = ({ text, row }: TemplateLine) =>
	[text, ...(row?.cells ?? [])].some((words) => words.includes(SIGN_PICTURE) || /подпись/i.test(words))

function partsAround({ lines, tags }: ReadTemplate, isEssential: (path: string) => boolean): Set<string> {
	const inLine = new Map<TemplateLine, JudgedTag[]>()
	for (const tag of tags) inLine.set(tag.line, [...(inLine.get(tag.line) ?? []), tag])
	const around = new Set<string>()
	const open: (string | null)[] = []
	const note = () => {
		for (const path of open) if (path !== null) around.add(path)
	}
	for (const line of lines) {
		if (isSignature(line)) note()
		for (const { kind, path } of inLine.get(line) ?? []) {
			if (kind === "close") open.pop()
			else {
				if (path !== null && kind !== "inverted" && isEssential(path)) note()
				if (kind !== "value") open.push(path)
			}
		}
	}
	return around
}
