import {
	type LetterPlace,
	mailboxIsFull,
	takeLetterPlace,
	takeNoticePlace,
} from "#app/auth/letter-limits.server.ts"
import { tryOwnPassword } from "#app/auth/limits.server.ts"
import { passwordMatches } from "#app/auth/passwords.server.ts"
import { type Db, prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { security } from "#app/utils/security-log.server.ts"
import { absolute, askToConfirmEmail, greeted } from "./accounts.server.ts"

// A new address is stored with the link that was sent to it. Until somebody opens this link and confirms, the account keeps
// its old address: letters go there, and only there can the password be reset.

type Person = Parameters<typeof greeted>[0] & { id: string }

/**
 * A change of the address needs the password, which a stranger at an open session does not know.
 * @throws DomainError invalid at the field; TooManyAttempts
 */
export async function proveForChange(actor: Actor, currentPassword: string | undefined): Promise<void> {
	if (!currentPassword)
		throw invalid({ currentPassword: "Чтобы сменить адрес электронной почты, введите нынешний пароль." })
	await provePassword(actor.id, currentPassword)
}

/**
 * Reserves the letters of a change, to the new address and to the old one.
 * @throws DomainError invalid at the field
 */
export async function placesForChange(actor: Actor, email: string): Promise<LetterPlace> {
	const notice = await takeNoticePlace(actor.id)
	if (!notice) throw invalid({ email: "Адрес менялся слишком часто. Повторите через час." })
	const place = await takeLetterPlace(email)
	if (place) return { giveBack: () => Promise.all([place.giveBack(), notice.giveBack()]) }
	await notice.giveBack()
	throw invalid({ email: mailboxIsFull(email) })
}

function provePassword(personId: string, password: string): Promise<void> {
	return tryOwnPassword(personId, async () => {
		const { passwordHash } = await prisma.person.findUniqueOrThrow({
			where: { id: personId },
			select: { passwordHash: true },
		})
		if (await passwordMatches(passwordHash, password)) return
		security("email.change-request", "failed", { account: personId, reason: "password" })
		throw invalid({ currentPassword: "Пароль не подходит. Проверьте раскладку клавиатуры." })
	})
}

interface Change {
	person: Person
	from: string
	to: string
	now: Date
}

/** The new address gets the link. The old address gets a letter while its owner can still stop the change. */
export async function askToChangeEmail(tx: Tx, { person, from, to, now }: Change): Promise<void> {
	const personId = person.id
	await askToConfirmEmail(tx, { ...person, email: to }, now)
	await writeLetter(tx, {
		kind: "email-change-asked",
		to: { personId, email: from },
		data: { ...greeted(person), oldEmail: from, newEmail: to, url: absolute(paths.profile()) },
		now,
	})
	await tx.accessLog.create({
		data: { at: now, actorId: personId, personId, what: "email-change-asked", detail: { from, to } },
		select: { id: true },
	})
	security("email.change-request", "done", { account: personId })
}

/** Replaces the old address by the new one and writes to both. Links sent to any other address become invalid. */
export async function changeEmail(tx: Tx, { person, from, to, now }: Change): Promise<void> {
	const personId = person.id
	await tx.person.update({
		where: { id: personId },
		data: { email: to, emailConfirmedAt: now },
		select: { id: true },
	})
	await tx.token.deleteMany({ where: { personId, NOT: { email: to } } })
	for (const email of [from, to])
		await writeLetter(tx, {
			kind: "email-changed",
			to: { personId, email },
			data: { ...greeted(person), oldEmail: from, newEmail: to, url: absolute(paths.profile()) },
			now,
		})
	await tx.accessLog.create({
		data: { at: now, actorId: personId, personId, what: "email-changed", detail: { from, to } },
		select: { id: true },
	})
	security("email.change", "done", { account: personId })
}

/** The new address that waits to be confirmed, if there is one. */
export async function pendingEmail(
	db: Db,
	{ id, email }: { id: string; email: string },
	now: Date,
): Promise<string | null> {
	const link = await db.token.findFirst({
		where: {
			personId: id,
			kind: "confirmation",
			usedAt: null,
			expiresAt: { gt: now },
			NOT: { email },
		},
		orderBy: { createdAt: "desc" },
		select: { email: true },
	})
	return link?.email ?? null
}

/**
 * Cancels the change and keeps the current address.
 * @param personId whose address; by default the actor's own
 * @throws DomainError not-allowed-now when no change is waiting
 */
export async function cancelEmailChange({
	actor,
	personId = actor.id,
	now,
}: {
	actor: Actor
	personId?: string
	now: Date
}): Promise<void> {
	await inTransaction(async (tx) => {
		const { email } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } })
		const { count } = await tx.token.deleteMany({
			where: { personId, kind: "confirmation", usedAt: null, NOT: { email } },
		})
		if (count === 0) throw new DomainError("not-allowed-now", "Смены адреса никто не ждёт: отменять нечего.")
		await tx.accessLog.create({
			data: { at: now, actorId: actor.id, personId, what: "email-change-cancelled" },
			select: { id: true },
		})
	})
}
