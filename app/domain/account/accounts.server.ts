import { refuseCommonPassword } from "#app/auth/common-passwords.server.ts"
import { hashPassword } from "#app/auth/passwords.server.ts"
import { newToken } from "#app/auth/tokens.server.ts"
import { type Db, prisma, type Tx } from "#app/db/client.server.ts"
import { isDuplicate } from "#app/db/transaction.server.ts"
import { type DeclinedName, declineName, fullName } from "#app/documents/declension/decline-name.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { env } from "#app/utils/env.server.ts"
import { invalid } from "#app/utils/errors.ts"
import type { Checks } from "#app/utils/http/one-round.ts"
import { paths } from "#app/utils/paths.ts"
import { foldForSearch, longDateTime } from "#app/utils/russian.ts"
import { CONSENT_VERSION } from "../person/consent.ts"
import { declinePerson, sexOf } from "../person/name-corrections.server.ts"

/** What a registering teacher and an invited person have in common. */
export interface NewAccount {
	username: string
	password: string
	surname: string
	name: string
	patronymic: string
	email: string
	mobilePhone: string
	workPhone?: string
}

const CONFIRMATION_MS = 3 * 24 * 3_600_000

export const usernameTaken = (username: string) => `Имя ${username} уже занято.`

interface LoginRow {
	id: string
	username: string
	passwordHash: string | null
	blockedAt: Date | null
}

/**
 * Finds the account of a login. Upper and lower case do not matter: «Olesya» and «olesya» are one login. A text that cannot
 * be a login is not looked up, because PostgreSQL treats «İ» as a capital «i» while the limits, which count by login, do
 * not. An account on paper has no login yet: it is opened by its own link, with a consent.
 */
export async function findLogin(db: Db, username: string): Promise<LoginRow | null> {
	if (!/^[\x21-\x7e]{1,64}$/.test(username)) return null
	const [row] = await db.$queryRaw<LoginRow[]>`
		SELECT "id", "username", "passwordHash", "blockedAt" FROM "Person"
		WHERE lower("username") = lower(${username}) AND NOT "awaitsOwner"`
	return row ?? null
}

export const personIdOf = async (db: Db, username: string): Promise<string | null> =>
	(await findLogin(db, username))?.id ?? null

/** Checked before the slow work. The unique index in the database decides finally. */
export async function refuseTakenUsername(username: string): Promise<void> {
	if (await personIdOf(prisma, username)) throw invalid({ username: usernameTaken(username) })
}

/** For a form that creates an account and may lack some of the fields. */
export const accountChecks = (form: Partial<Pick<NewAccount, "username" | "password" | "email">>): Checks => [
	() => form.username !== undefined && refuseTakenUsername(form.username),
	() => form.password !== undefined && refuseCommonPassword(form.password, form),
]

/** The proposed forms of a name, and the name in the form used for searching. */
export function nameColumns(
	person: { surname: string; name: string; patronymic: string },
	declined: DeclinedName = declineName(person),
) {
	const { genitive, dative, accusative } = declined
	const sex = declined.sexKnown ? declined.sex : ""
	const { surname, name, patronymic } = person
	const searchName = foldForSearch(fullName(person))
	return { surname, name, patronymic, sex, genitive, dative, accusative, searchName }
}

/** Hashing the password is slow, so call this before the transaction. */
export async function accountColumns({ password, ...account }: NewAccount) {
	refuseCommonPassword(password, account)
	return {
		username: account.username,
		passwordHash: await hashPassword(password),
		...nameColumns(account, await declinePerson(prisma, account)),
		email: account.email,
		mobilePhone: account.mobilePhone,
		workPhone: account.workPhone ?? "",
	}
}

/** Creates the person with the consent. The caller adds the role. */
export async function createAccount(
	tx: Tx,
	columns: Awaited<ReturnType<typeof accountColumns>>,
	{ now, emailConfirmed }: { now: Date; emailConfirmed: boolean },
): Promise<{ id: string }> {
	return tx.person.create({
		data: {
			...columns,
			createdAt: now,
			emailConfirmedAt: emailConfirmed ? now : null,
			consents: { create: { textVersion: CONSENT_VERSION, givenAt: now } },
		},
		select: { id: true },
	})
}

/** Two people may choose the same login at the same moment. The second one gets the same message as for a login that was already taken. */
export async function whileUsernameIsFree<T>(username: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work()
	} catch (error) {
		if (isDuplicate(error, "username")) throw invalid({ username: usernameTaken(username) })
		throw error
	}
}

/**
 * Writes the letter that asks to confirm `person.email`. Links to another address become invalid. Links to this address
 * stay valid, so that a person who asked twice can open either letter.
 */
export async function askToConfirmEmail(
	tx: Tx,
	person: Addressee & { id: string; email: string },
	now: Date,
): Promise<void> {
	const { token, hash } = newToken()
	const expiresAt = new Date(now.getTime() + CONFIRMATION_MS)
	await tx.token.deleteMany({
		where: { personId: person.id, kind: "confirmation", NOT: { email: person.email } },
	})
	await tx.token.create({
		data: { hash, kind: "confirmation", personId: person.id, email: person.email, createdAt: now, expiresAt },
		select: { hash: true },
	})
	await writeLetter(tx, {
		kind: "email-confirmation",
		to: { personId: person.id, email: person.email },
		data: {
			...greeted(person),
			url: absolute(paths.emailConfirm(token)),
			expiresAt: longDateTime(expiresAt),
		},
		now,
	})
}

interface Addressee {
	name: string
	patronymic: string
	sex: string
}

/** How a letter addresses a person: «Мария Ивановна», and the sex that decides between «Уважаемая» and «Уважаемый». */
export const greeted = ({ name, patronymic, sex }: Addressee) => {
	const recipientSex: "m" | "f" | "" = sexOf(sex) ?? ""
	return { recipientName: [name, patronymic].filter(Boolean).join(" "), recipientSex }
}

/** The full address, as a letter needs it. */
export const absolute = (path: string): string => `${env.PUBLIC_URL}${path}`
