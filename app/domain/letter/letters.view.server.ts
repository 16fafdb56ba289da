import { prisma } from "#app/db/client.server.ts"
import { describeTags } from "#app/documents/template/template-tags.ts"
import { checkWords } from "#app/letters/check-words.ts"
import { wordsId, wordsInForce } from "#app/letters/words-in-force.server.ts"
import { letterPolicy } from "#app/policies/letter.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { LETTERS, type LetterKind } from "#templates/letters/index.ts"
import { layOut } from "#templates/letters/layout.ts"
import type { Letter } from "#templates/letters/letter.ts"
import { LETTER_OCCASIONS } from "#templates/letters/occasions.ts"
import type { Words } from "#templates/letters/words.ts"
import {
	CAME_WITH_PROGRAM,
	historyOf,
	standingOf,
	versionMadeBy,
	versionName,
} from "../template/versions.view.server.ts"
import { findWords } from "./find-words.server.ts"
import { changeableLetter } from "./letter-kind.ts"

const ORIGINAL = "исходный текст"
const KINDS = Object.keys(LETTER_OCCASIONS) as LetterKind[]

/** A letter with made-up data in the given words, as its reader would get it. */
function sampleLetter(letter: Letter, words: Words, sample: number) {
	const data = Object.values(letter.samples)[sample] ?? letter.sample
	return layOut(letter.compose(data, words))
}

/** Every letter of the system, in the order of the process, in the words that are in force. */
export async function viewLetters({ actor }: { actor: Actor }) {
	if (!letterPolicy.reword(actor, null, null)) throw notFound()
	const standing = await standingOf(wordsId("" as LetterKind), ORIGINAL)
	const letters = await Promise.all(
		KINDS.map(async (kind) => {
			const { number, ...stands } = standing(wordsId(kind))
			const { words } = number === 0 ? { words: LETTERS[kind].words } : await wordsInForce(prisma, kind)
			const { subject, text, links } = sampleLetter(LETTERS[kind] as Letter, words, 0)
			return {
				kind,
				...LETTER_OCCASIONS[kind],
				...stands,
				subject,
				text,
				links,
				edit: paths.operatorLetter(kind),
				look: paths.letterPreview(kind, number),
			}
		}),
	)
	return { letters }
}

/** One letter: the words in force, all versions, latest first, and every tag that its words may use. */
export async function viewLetter({ actor, kind: name }: { actor: Actor; kind: string }) {
	const { kind, letter } = changeableLetter(actor, name)
	const { number, words } = await wordsInForce(prisma, kind)
	const { versions, uses } = await historyOf(wordsId(kind), number, ORIGINAL)
	return {
		kind,
		...LETTER_OCCASIONS[kind],
		words,
		inForce: { name: versionName(number, ORIGINAL), faults: checkWords(letter, words).faults },
		mandatory: letter.mandatory,
		versions: versions.map((version) => ({ ...version, to: paths.letterVersion(kind, version.number) })),
		uses,
		tags: describeTags(letter.tags),
	}
}
export type LetterView = Awaited<ReturnType<typeof viewLetter>>

interface VersionQuery {
	actor: Actor
	kind: string
	version: string
	sample: number
}

/** A version next to the words in force, both with the same made-up data, to compare them before the version is put in force. */
export async function viewWordsVersion({ actor, kind: name, version, sample }: VersionQuery) {
	const { kind, letter } = changeableLetter(actor, name)
	const [{ number, words, row }, inForce] = await Promise.all([
		findWords(kind, version),
		wordsInForce(prisma, kind),
	])
	const { faults, leftOut } = checkWords(letter, words)
	const names = Object.keys(letter.samples)
	const chosen = sample < names.length ? sample : 0
	const shown = (of: number, used: Words) => ({
		...sampleLetter(letter, used, chosen),
		html: paths.letterPreview(kind, of, chosen),
		name: versionName(of, ORIGINAL),
	})
	return {
		kind,
		title: LETTER_OCCASIONS[kind].title,
		number,
		name: versionName(number, ORIGINAL),
		note: row?.note ?? CAME_WITH_PROGRAM,
		uploaded: versionMadeBy(row),
		current: inForce.number === number,
		faults,
		leftOut,
		letter: faults.length > 0 ? null : shown(number, words),
		before: inForce.number === number ? null : shown(inForce.number, inForce.words),
		samples: names.map((label, index) => ({
			label,
			to: paths.letterVersion(kind, number, index),
			current: index === chosen,
		})),
	}
}
export type WordsVersionView = Awaited<ReturnType<typeof viewWordsVersion>>

/** The letter as a mail program shows it, as a separate page. @throws DomainError `not-found` */
export async function letterPreview({ actor, kind: name, version, sample }: VersionQuery): Promise<string> {
	const { kind, letter } = changeableLetter(actor, name)
	const { words } = await findWords(kind, version)
	if (checkWords(letter, words).faults.length > 0) throw notFound()
	return sampleLetter(letter, words, sample).html
}
