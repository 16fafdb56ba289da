import type { Db, Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { correctableWords, suggestedCorrections } from "#app/documents/declension/corrections.ts"
import {
	type Corrections,
	type DeclinedName,
	declineName,
	type PersonName,
	type Sex,
} from "#app/documents/declension/decline-name.ts"
import type { NamePart } from "#app/documents/declension/engines.ts"
import { correctionKey } from "#app/documents/declension/rules.ts"
import type { Actor } from "#app/policies/policy.ts"
import { settlesNames } from "#app/policies/profile.policy.ts"
import { forbidden, notFound } from "#app/utils/errors.ts"

export interface NameCases {
	genitive: string
	dative: string
	accusative: string
}

/** Converts `Person.sex` to the type that the declension uses. */
export const sexOf = (sex: string | undefined): Sex | null => (sex === "m" || sex === "f" ? sex : null)

/** The forms of a name by rules, including the words that operators have decided. */
export async function declinePerson(
	db: Db,
	person: PersonName & { sex?: string | undefined },
): Promise<DeclinedName> {
	const named = { ...person, sex: sexOf(person.sex) }
	return declineName(named, await acceptedCorrections(db, person))
}

async function acceptedCorrections(db: Db, person: PersonName): Promise<Corrections> {
	const words = correctableWords(person).map(({ word }) => word)
	const rows = await db.nameCorrection.findMany({
		where: { word: { in: words }, acceptedAt: { not: null } },
		select: { part: true, sex: true, word: true, genitive: true, dative: true, accusative: true },
	})
	return new Map(
		rows.map(({ part, sex, word, ...cases }) => [correctionKey(part as NamePart, sex as Sex, word), cases]),
	)
}

interface Stored extends PersonName, NameCases {
	sex: string
	casesConfirmedAt: Date | null
}

/** The forms that a paper prints. Forms confirmed by the owner are used for ever; otherwise today's rules apply. */
export async function casesOfPerson(
	db: Db,
	person: Stored,
): Promise<NameCases & { sex: Sex; sexKnown: boolean }> {
	const declined = await declinePerson(db, person)
	const { genitive, dative, accusative } = person.casesConfirmedAt ? person : declined
	return { genitive, dative, accusative, sex: declined.sex, sexKnown: declined.sexKnown }
}

/**
 * Stores each word for which the owner's forms differ from the proposal, as a suggestion for operators. It affects nobody
 * else's name until it is accepted. The suggestion does not say whose name it was.
 */
export async function suggestCorrections(
	tx: Tx,
	person: PersonName & { sex: string },
	forms: NameCases,
	now: Date,
): Promise<void> {
	const proposed = await declinePerson(tx, person)
	for (const suggestion of suggestedCorrections(person, proposed.sex, proposed, forms))
		await tx.nameCorrection.upsert({
			where: { part_sex_word_genitive_dative_accusative: suggestion },
			create: { ...suggestion, suggestedAt: now },
			update: { times: { increment: 1 } },
			select: { id: true },
		})
}

/**
 * An operator makes a suggestion the rule for its word. It replaces the answer that was accepted before.
 * @throws DomainError forbidden; not-found
 */
export async function acceptCorrection({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	if (!settlesNames(actor)) throw forbidden()
	await inTransaction(async (tx) => {
		const row = await tx.nameCorrection.findUnique({ where: { id } })
		if (!row) throw notFound()
		const { part, sex, word } = row
		await tx.nameCorrection.updateMany({ where: { part, sex, word }, data: { acceptedAt: null } })
		await tx.nameCorrection.update({ where: { id }, data: { acceptedAt: now }, select: { id: true } })
	})
}

/** The rules decline the word as before. The suggestion stays in the list. */
export async function takeBackCorrection({ actor, id }: { actor: Actor; id: string }) {
	if (!settlesNames(actor)) throw forbidden()
	const { count } = await inTransaction((tx) =>
		tx.nameCorrection.updateMany({ where: { id, acceptedAt: { not: null } }, data: { acceptedAt: null } }),
	)
	if (count === 0) throw notFound()
}
