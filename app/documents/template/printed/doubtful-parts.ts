import type { JudgedTag, ReadTemplate } from "../judge-tags.ts"
import { SIGN_PICTURE, type TemplateLine } from "../template-lines.ts"

/**
 * The parts that a changed template puts around what every paper must show, while the program's own does not. Only they can
 * hide it. @returns their paths
 */
export function doubtfulParts(
	original: ReadTemplate,
	changed: ReadTemplate,
	isEssential: (path: string) => boolean,
): string[] {
	const usual = partsAround(original, isEssential)
	const around = [...partsAround(changed, isEssential)].flatMap(([what, parts]) =>
		[...parts].filter((part) => !usual.get(what)?.has(part)),
	)
	return [...new Set(around)]
}

const isSignature = ({ text, row }: TemplateLine) =>
	[text, ...(row?.cells ?? [])].some((words) => words.includes(SIGN_PICTURE) || /подпись/i.test(words))

/** By the path of each essential. Signature lines are grouped together. */
function partsAround({ lines, tags }: ReadTemplate, isEssential: (path: string) => boolean) {
	const inLine = new Map<TemplateLine, JudgedTag[]>()
	for (const tag of tags) inLine.set(tag.line, [...(inLine.get(tag.line) ?? []), tag])
	const around = new Map<string, Set<string>>()
	const open: (string | null)[] = []
	const note = (what: string) => {
		const parts = around.get(what) ?? new Set()
		for (const path of open) if (path !== null) parts.add(path)
		around.set(what, parts)
	}
	for (const line of lines) {
		if (isSignature(line)) note(SIGN_PICTURE)
		for (const { kind, path } of inLine.get(line) ?? []) {
			if (kind === "close") open.pop()
			else {
				if (path !== null && kind !== "inverted" && isEssential(path)) note(path)
				if (kind !== "value") open.push(path)
			}
		}
	}
	return around
}
