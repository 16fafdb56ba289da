import { checkWords } from "#app/letters/check-words.ts"
import { wordsId } from "#app/letters/words-in-force.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { LETTER_OCCASIONS } from "#templates/letters/occasions.ts"
import { enactVersion } from "../template/versions.server.ts"
import { findWords } from "./find-words.server.ts"
import { changeableLetter } from "./letter-kind.ts"

interface Enacting {
	actor: Actor
	kind: string
	version: string
	now: Date
}

/**
 * Puts words in force for all letters written from now on. The same act restores older words. Letters waiting in the outbox
 * keep the words that they were written with.
 */
export async function enactWords({ actor, kind: name, version, now }: Enacting): Promise<{ title: string }> {
	const { kind, letter } = changeableLetter(actor, name)
	const { number, words } = await findWords(kind, version)
	const { faults } = checkWords(letter, words)
	await enactVersion({ id: wordsId(kind), number, faults, byId: actor.id, now })
	return { title: LETTER_OCCASIONS[kind].title }
}
