import { z } from "zod"
import { roleText } from "#app/auth/cabinets.ts"
import { inLetterPlace, mailboxIsFull, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { type Db, prisma } from "#app/db/client.server.ts"
import { lockRow } from "#app/db/row.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { accountCarePolicy } from "#app/policies/account.policy.ts"
import type { Actor, Role } from "#app/policies/policy.ts"
import { DomainError, invalid, notFound } from "#app/utils/errors.ts"
import { alsoWrong, has, type Problems } from "#app/utils/http/one-round.ts"
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { sameEmail } from "#app/utils/typed/email.ts"
import { email, required } from "../person/person-fields.ts"
import { absolute, askToConfirmEmail, greeted } from "./accounts.server.ts"
import { cancelEmailChange, pendingEmail } from "./change-email.server.ts"

// What an office does for the account of a person who cannot do it: the address was misspelt at registration, or a computer
// was left signed in. Each act is recorded with its reason.

export const CorrectEmailSchema = z.object({
	email,
	reason: required("Напишите причину: её увидит этот человек.").max(500, "Причина: не длиннее 500 знаков."),
	known: z.literal("on", { error: "Сначала убедитесь, что об этом просит сам человек." }),
})
export type CorrectEmailForm = z.output<typeof CorrectEmailSchema>

interface Caring {
	actor: Actor
	personId: string
	now: Date
}

/** A person's account with what the policy reads. */
async function loadAccount(db: Db, personId: string, now: Date) {
	const person = await db.person.findUnique({
		where: { id: personId },
		select: {
			id: true,
			username: true,
			surname: true,
			name: true,
			patronymic: true,
			sex: true,
			email: true,
			emailConfirmedAt: true,
			blockedAt: true,
			engagements: {
				where: { OR: [{ to: null }, { to: { gt: now } }] },
				select: { role: true, municipalityCode: true },
			},
		},
	})
	if (!person) throw notFound()
	const held = person.engagements.map(({ role, ...at }) => ({ role: role as Role, ...at }))
	return { ...person, held }
}

/** @throws DomainError not-found to everybody who may not look after this account, so that they learn nothing about it */
async function accountInCare(db: Db, what: keyof typeof accountCarePolicy, { actor, personId, now }: Caring) {
	const account = await loadAccount(db, personId, now)
	if (!accountCarePolicy[what](actor, { personId, held: account.held }, null)) throw notFound()
	return account
}

/** The account, for the office that looks after it. @throws DomainError not-found */
export async function viewAccountInCare(asked: Caring) {
	const account = await accountInCare(prisma, "correctEmail", asked)
	notePeople([account.id])
	const [pending, sessions] = await Promise.all([
		pendingEmail(prisma, account, asked.now),
		// Sessions follow the real time, not the demo's clock.
		prisma.session.count({ where: { personId: account.id, expiresAt: { gt: new Date() } } }),
	])
	return {
		name: fullName(account) || account.username,
		username: account.username,
		email: account.email,
		emailConfirmed: account.emailConfirmedAt !== null,
		pendingEmail: pending,
		roles: [...new Set(account.held.map(({ role }) => roleText(role)))].join(", "),
		sessions,
		isBlocked: account.blockedAt !== null,
	}
}

function refuseSameEmail(shown: { email: string }, form: { email: string }): void {
	if (sameEmail(shown.email, form.email))
		throw invalid({ email: "Это нынешний адрес. Введите исправленный." })
}

/** What is wrong with a correction that its schema refuses. */
export const problemsOfCorrection = (
	shown: { email: string },
	form: Partial<CorrectEmailForm>,
): Promise<Problems> => alsoWrong([() => has(form, "email") && refuseSameEmail(shown, form)])

/**
 * Enters another address for a person. The new address gets a link and takes effect when the link is opened. The old
 * address learns by whom and why, and can still stop the change. So an office can neither read an account's letters nor
 * take the account over.
 * @throws DomainError not-found, invalid (the current address, a mailbox that has had too many letters), not-allowed-now
 * (blocked)
 */
export async function correctEmail({ form, ...asked }: Caring & { form: CorrectEmailForm }): Promise<void> {
	const { actor, personId, now } = asked
	const shown = await accountInCare(prisma, "correctEmail", asked)
	if (shown.blockedAt)
		throw new DomainError(
			"not-allowed-now",
			"Доступ этой учётной записи закрыт. Сначала его открывает оператор.",
		)
	refuseSameEmail(shown, form)
	const place = await takeLetterPlace(form.email)
	if (!place) throw invalid({ email: mailboxIsFull(form.email) })
	await inLetterPlace(place, () =>
		inTransaction(async (tx) => {
			await lockRow(tx, "Person", personId)
			const account = await accountInCare(tx, "correctEmail", asked)
			const detail = { from: account.email, to: form.email, reason: form.reason }
			await askToConfirmEmail(tx, { ...account, email: form.email }, now)
			await writeLetter(tx, {
				kind: "email-corrected",
				to: { personId, email: account.email },
				data: {
					...greeted(account),
					operator: actor.fullName,
					reason: form.reason,
					at: longDateTime(now),
					oldEmail: account.email,
					newEmail: form.email,
					url: absolute(paths.profile()),
				},
				now,
			})
			await tx.accessLog.create({
				data: { at: now, actorId: actor.id, personId, what: "email-corrected", detail },
				select: { id: true },
			})
		}),
	)
	security("email.correct", "done", { account: personId, by: actor.id })
}

/**
 * Takes a correction back while nobody has opened its link. The office may have misspelt the address in its turn, and the
 * link is then in a stranger's mailbox.
 * @throws DomainError not-found; not-allowed-now when no change is waiting
 */
export async function cancelCorrection(asked: Caring): Promise<void> {
	await accountInCare(prisma, "correctEmail", asked)
	await cancelEmailChange(asked)
}

/** Ends all sessions of a person. @returns how many were open @throws DomainError not-found */
export async function endSessionsOf(asked: Caring): Promise<number> {
	const { actor, personId, now } = asked
	await accountInCare(prisma, "endSessions", asked)
	const ended = await inTransaction(async (tx) => {
		const { count } = await tx.session.deleteMany({ where: { personId } })
		if (count > 0)
			await tx.accessLog.create({
				data: { at: now, actorId: actor.id, personId, what: "sessions-ended", detail: { count } },
				select: { id: true },
			})
		return count
	})
	security("session.end", "done", { account: personId, by: actor.id })
	return ended
}
