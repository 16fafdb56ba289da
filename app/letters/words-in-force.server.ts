import type { Db } from "#app/db/client.server.ts"
import { versionInForce } from "#app/documents/version-in-force.server.ts"
import { LETTERS, type LetterData, type LetterKind } from "#templates/letters/index.ts"
import { layOut, type RenderedLetter } from "#templates/letters/layout.ts"
import type { Letter } from "#templates/letters/letter.ts"
import type { Words } from "#templates/letters/words.ts"

/** Versions of a letter's words are stored with those of the Word forms, under this name. */
export const wordsId = (kind: LetterKind) => `letter:${kind}`

/** The words with which a letter is written now. Number 0 came with the program. */
export async function wordsInForce(db: Db, kind: LetterKind): Promise<{ number: number; words: Words }> {
	const version = await versionInForce(db, wordsId(kind))
	if (!version) return { number: 0, words: LETTERS[kind].words }
	return { number: version.number, words: wordsOf(version) }
}

/** @throws Error for a version of a Word form */
export function wordsOf({ subject, body }: { subject: string | null; body: string | null }): Words {
	if (subject === null || body === null) throw new Error("this version is not a letter's words")
	return { subject, body }
}

/**
 * Renders a letter with the words in force.
 * @throws ZodError if data that the letter needs is missing
 */
export async function renderLetter<Kind extends LetterKind>(
	db: Db,
	kind: Kind,
	data: LetterData<Kind>,
): Promise<RenderedLetter> {
	const letter: Letter<LetterData<Kind>> = LETTERS[kind]
	const { words } = await wordsInForce(db, kind)
	return layOut(letter.compose(data, words))
}
