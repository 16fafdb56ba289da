import { type Db, prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { accusativeFor } from "#app/documents/declension/corrections.ts"
import { type Doubt, fullName, type PersonName, type Sex } from "#app/documents/declension/decline-name.ts"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import { slipsIn } from "#app/documents/declension/typed-forms.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { alsoWrong, type Problems } from "#app/utils/http/one-round.ts"
import { declinePerson, type NameCases, sexOf, suggestCorrections } from "./name-corrections.server.ts"
import type { CasesForm } from "./person.schema.ts"

/** What a person is asked once about their name: are these its forms? */
export interface CasesQuestion extends NameCases {
	/** The words that the rules are not sure about. */
	doubts: readonly Doubt[]
	sex: Sex
	/** True if no patronymic shows the sex, so the person is asked for it too. */
	asksSex: boolean
}

interface Named extends PersonName, NameCases {
	sex: string
	casesConfirmedAt: Date | null
}

/** Null if the forms are confirmed, or so regular that nobody needs to check them. */
export async function questionAbout(db: Db, person: Named): Promise<CasesQuestion | null> {
	if (person.casesConfirmedAt || fullName(person) === "") return null
	const { sure, sexKnown, ...declined } = await declinePerson(db, person)
	return sure ? null : { ...declined, asksSex: !sexKnown }
}

/**
 * «Всё верно»: the owner's forms apply until the name changes. When the sex is given for the first time, the proposal may
 * change. Then the forms are proposed and questioned again, unless the owner has typed forms.
 * @throws DomainError invalid with the field: no sex was chosen, or a form looks like a mistake and was not sent twice
 */
export async function confirmCases({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Omit<CasesForm, "seen"> & { seen?: string }
	now: Date
}): Promise<{ confirmed: boolean }> {
	return inTransaction(async (tx) => {
		const person = await tx.person.findUniqueOrThrow({
			where: { id: actor.id },
			select: { surname: true, name: true, patronymic: true, sex: true },
		})
		const asked = await declinePerson(tx, person)
		const sex = form.sex || person.sex
		if (!asked.sexKnown && !sex) throw invalid({ sex: ASK_SEX })
		const proposed = await declinePerson(tx, { ...person, sex })
		const own = { genitive: form.genitive, dative: form.dative, accusative: form.accusative }
		const confirmed = !same(own, asked) || same(asked, proposed)
		const cases = confirmed ? own : casesIn(proposed)
		if (confirmed) refuseSlips(person, proposed, own, form.seen)
		if (confirmed) await suggestCorrections(tx, { ...person, sex }, cases, now)
		await tx.person.update({
			where: { id: actor.id },
			data: { ...cases, sex, casesConfirmedAt: confirmed ? now : null },
			select: { id: true },
		})
		return { confirmed }
	})
}

/** What is wrong with the forms of a name that their schema refuses. */
export const problemsOfCases = (actor: Actor, form: Partial<CasesForm>): Promise<Problems> =>
	alsoWrong([
		async () => {
			const person = await prisma.person.findUniqueOrThrow({
				where: { id: actor.id },
				select: { surname: true, name: true, patronymic: true, sex: true },
			})
			const { sexKnown } = await declinePerson(prisma, person)
			if (form.sex === "" && !sexKnown && !person.sex) throw invalid({ sex: ASK_SEX })
		},
	])

const ASK_SEX = "Выберите пол: без отчества он не виден, а от него зависят окончания."

/** Questions a wrong case or a non-word once. If it is sent again unchanged, the owner means it. */
export function refuseSlips(
	person: PersonName,
	proposed: NameCases & { sex: Sex },
	own: Partial<NameCases>,
	seen: string | undefined,
): void {
	if (seen === formsKey(own)) return
	const slips = slipsIn(person, proposed.sex, proposed, own)
	if (Object.keys(slips).length > 0) throw invalid(slips)
}

const casesIn = ({ genitive, dative, accusative }: NameCases): NameCases => ({ genitive, dative, accusative })

const same = (one: NameCases, other: NameCases) =>
	one.genitive === other.genitive && one.dative === other.dative && one.accusative === other.accusative

/** A name as the draft of an application prints it. */
interface PrintedName extends PersonName {
	sex: string
	genitive: string
	dative: string
}

/** Whether the owner has confirmed exactly these forms in the profile. */
export async function confirmedInProfile(actor: Actor, printed: PrintedName): Promise<boolean> {
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		select: {
			surname: true,
			name: true,
			patronymic: true,
			genitive: true,
			dative: true,
			casesConfirmedAt: true,
		},
	})
	return (
		person.casesConfirmedAt !== null &&
		fullName(person) === fullName(printed) &&
		person.genitive === printed.genitive &&
		person.dative === printed.dative
	)
}

/** Forms confirmed in an application count for the profile too, if the name is the same. Another name belongs to the application only. */
export async function confirmFromDraft(actor: Actor, printed: PrintedName, now: Date): Promise<void> {
	const { genitive, dative } = printed
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		select: { surname: true, name: true, patronymic: true },
	})
	if (fullName(person) !== fullName(printed) || !genitive || !dative) return
	const proposed = await declinePerson(prisma, { ...person, sex: printed.sex })
	const accusative = accusativeFor(person, proposed.sex, proposed, genitive)
	const sex = sexOf(printed.sex) ?? ""
	const seen = formsKey({ genitive, dative, accusative })
	await confirmCases({ actor, form: { genitive, dative, accusative, sex, seen }, now })
}
