import { isLetterKind, LETTERS, type LetterKind } from "#templates/letters/index.ts"
import { layOut } from "#templates/letters/layout.ts"
import type { Letter } from "#templates/letters/letter.ts"
import { LETTER_OCCASIONS } from "#templates/letters/occasions.ts"

/** One letter with its made-up data; null when there is none of that name. */
export function letterSample(kind: string) {
	if (!isLetterKind(kind)) return null
	const letter = LETTERS[kind] as Letter
	return { kind, ...LETTER_OCCASIONS[kind], ...layOut(letter.compose(letter.sample)) }
}

/** Every letter of the system, in the order of the process. */
export const letterSamples = () =>
	(Object.keys(LETTER_OCCASIONS) as LetterKind[]).flatMap((kind) => {
		const sample = letterSample(kind)
		return sample ? [{ ...sample, html: "" }] : []
	})
