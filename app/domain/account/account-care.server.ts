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
import { paths } from "#app/utils/paths.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { sameEmail } from "#app/utils/typed/email.ts"
import { email, required } from "../person/person-fields.ts"
import { absolute, askToConfirmEmail, greeted } from "./accounts.server.ts"
import { pendingEmail } from "./change-email.server.ts"

// What an office does for the account of somebody who cannot do it: the address was misspelt at registration, or a computer was
// left signed in. Each act is recorded with its reason.

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

/** A person's account with what the policy asks of it. */
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

/** @throws DomainError not-found to everybody who may not look after this account: they learn nothing of it */
async function accountInCare(db: Db, what: keyof typeof accountCarePolicy, { actor, personId, now }: Caring) {
	const account = await loadAccount(db, personId, now)
	if (!accountCarePolicy[what](actor, { personId, held: account.held }, null)) throw notFound()
	return account
}

/** The account as the office that looks after it sees it. @throws DomainError not-found */
export async function viewAccountInCare(asked: Caring) {
	const account = await accountInCare(prisma, "correctEmail", asked)
	notePeople([account.id])
	const [pending, sessions] = await Promise.all([
		pendingEmail(prisma, account, asked.now),
		// Sessions keep to the real time, whatever the demo's clock says.
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

/**
 * Enters another address for somebody else. The new address gets a link and takes effect when the link is opened; the old one is
 * told by whom and why, and can still stop it. So an office can neither read the letters of an account nor take it over.
 * @throws DomainError not-found, invalid (the present address, a mailbox that has had too many letters), not-allowed-now (blocked)
 */
export async function correctEmail({ form, ...asked }: Caring & { form: CorrectEmailForm }): Promise<void> {
	const { actor, personId, now } = asked
	const shown = await accountInCare(prisma, "correctEmail", asked)
	if (shown.blockedAt)
		throw new DomainError(
			"not-allowed-now",
			"Доступ этой учётной записи закрыт. Сначала его открывает оператор.",
		)
	if (sameEmail(shown.email, form.email))
		throw invalid({ email: "Это нынешний адрес. Введите исправленный." })
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

/** Signs somebody out everywhere. @returns how many sessions were open @throws DomainError not-found */
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
