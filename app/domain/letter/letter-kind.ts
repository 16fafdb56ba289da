import { letterPolicy } from "#app/policies/letter.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { isLetterKind, LETTERS, type LetterKind } from "#templates/letters/index.ts"
import type { Letter } from "#templates/letters/letter.ts"

/** A letter by its name in an address, for people who may change its words. @throws DomainError `not-found` */
export function changeableLetter(actor: Actor, kind: string): { kind: LetterKind; letter: Letter } {
	if (!letterPolicy.reword(actor, null, null) || !isLetterKind(kind)) throw notFound()
	return { kind, letter: LETTERS[kind] as Letter }
}
