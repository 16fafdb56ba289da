import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { printsWorkPhone } from "#app/policies/profile.policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { alsoWrong, type Checks, has, inOneRound, type Problems } from "#app/utils/http/one-round.ts"
import { nameColumns } from "../account/accounts.server.ts"
import { askToChangeEmail, placesForChange, proveForChange } from "../account/change-email.server.ts"
import {
	casesOfPerson,
	declinePerson,
	type NameCases,
	suggestCorrections,
} from "./name-corrections.server.ts"
import { refuseSlips } from "./name-question.server.ts"
import type { ProfileForm } from "./person.schema.ts"

const NAME_AND_EMAIL = {
	surname: true,
	name: true,
	patronymic: true,
	sex: true,
	genitive: true,
	dative: true,
	accusative: true,
	casesConfirmedAt: true,
	email: true,
} as const

/**
 * Changes personal data by their owner. A new address needs the password and takes effect only when it is confirmed. Word
 * forms of the name are stored as the owner wrote them. If the name changed and they did not, they are proposed again.
 * @throws DomainError invalid with the field; TooManyAttempts for wrong passwords
 */
export async function editProfile({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Omit<ProfileForm, "seen"> & { seen?: string }
	now: Date
}): Promise<{ emailChanged: boolean }> {
	await inOneRound(profileChecks(actor, form))
	const emailChanged = await changesEmail(actor, form)
	const places = emailChanged ? await placesForChange(actor, form.email) : null
	const save = inTransaction(async (tx) => {
		const stored = await tx.person.findUniqueOrThrow({
			where: { id: actor.id },
			select: NAME_AND_EMAIL,
		})
		const renamed = fullName(form) !== fullName(stored)
		const shown = await casesOfPerson(tx, stored)
		const sex = renamed ? undefined : stored.sex
		const declined = await declinePerson(tx, { ...form, sex })
		const proposed = nameColumns(form, declined)
		const columns = { ...proposed, ...casesOf({ form, stored, shown, proposed, renamed, now }) }
		if (columns.casesConfirmedAt === now) refuseSlips(form, declined, typedForms(form), form.seen)
		if (columns.casesConfirmedAt === now) await suggestCorrections(tx, columns, columns, now)
		await tx.person.update({
			where: { id: actor.id },
			data: {
				...columns,
				mobilePhone: form.mobilePhone,
				workPhone: form.workPhone,
				// The others' form has no such question, so for them its silence means nothing.
				...(printsWorkPhone(actor) && { workPhonePublished: form.workPhonePublished === "on" }),
			},
			select: { id: true },
		})
		if (emailChanged)
			await askToChangeEmail(tx, {
				person: { ...columns, id: actor.id },
				from: stored.email,
				to: form.email,
				now,
			})
		return { emailChanged }
	})
	return save.catch(async (error) => {
		await places?.giveBack()
		throw error
	})
}

const changesEmail = async (actor: Actor, { email }: { email: string }): Promise<boolean> => {
	const before = await prisma.person.findUniqueOrThrow({ where: { id: actor.id }, select: { email: true } })
	return email !== before.email
}

const profileChecks = (actor: Actor, form: Partial<ProfileForm>): Checks => [
	async () => {
		if (has(form, "email") && (await changesEmail(actor, form)))
			await proveForChange(actor, form.currentPassword)
	},
	() => {
		if (printsWorkPhone(actor) && form.workPhone === "")
			throw invalid({
				workPhone: "Укажите рабочий телефон с кодом населённого пункта: по нему к Вам обращаются педагоги.",
			})
	},
]

/** What is wrong with personal data that their schema refuses. */
export const problemsOfProfile = (actor: Actor, form: Partial<ProfileForm>): Promise<Problems> =>
	alsoWrong(profileChecks(actor, form))

/** Emptying a field asks for the proposed form, so there is nothing to question. */
const typedForms = ({ genitive, dative, accusative }: NameCases): Partial<NameCases> => ({
	...(genitive && { genitive }),
	...(dative && { dative }),
	...(accusative && { accusative }),
})

/** Forms that the owner typed count as confirmed. Forms left as the page showed them keep their status. */
function casesOf({
	form: { genitive, dative, accusative },
	stored,
	shown,
	proposed,
	renamed,
	now,
}: {
	form: NameCases
	stored: { casesConfirmedAt: Date | null }
	shown: NameCases
	proposed: NameCases
	renamed: boolean
	now: Date
}) {
	const untouched = genitive === shown.genitive && dative === shown.dative && accusative === shown.accusative
	if (untouched && !renamed)
		return { genitive, dative, accusative, casesConfirmedAt: stored.casesConfirmedAt }
	if (untouched || !(genitive || dative || accusative)) return { casesConfirmedAt: null }
	return {
		genitive: genitive || proposed.genitive,
		dative: dative || proposed.dative,
		accusative: accusative || proposed.accusative,
		casesConfirmedAt: now,
	}
}

/** What the profile page shows about its owner. @throws if the person no longer exists */
export async function personOf(actor: Actor) {
	return prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		select: {
			username: true,
			...NAME_AND_EMAIL,
			emailConfirmedAt: true,
			mobilePhone: true,
			workPhone: true,
			workPhonePublished: true,
		},
	})
}
