import { wordsId, wordsOf } from "#app/letters/words-in-force.server.ts"
import { LETTERS, type LetterKind } from "#templates/letters/index.ts"
import { findVersion } from "../template/versions.server.ts"

/** Loads one version of a letter's words. Number 0 came with the program. @throws DomainError `not-found` */
export async function findWords(kind: LetterKind, version: string) {
	const { number, row } = await findVersion(wordsId(kind), version)
	return { number, row, words: row ? wordsOf(row) : LETTERS[kind].words }
}
