import { inLetterPlace, mailboxIsFull, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { hashToken } from "#app/auth/tokens.server.ts"
import { type Db, prisma } from "#app/db/client.server.ts"
import { lockRow } from "#app/db/row.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { reviveAddress } from "#app/letters/dead-address.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { security } from "#app/utils/security-log.server.ts"
import { askToConfirmEmail } from "./accounts.server.ts"
import { changeEmail, pendingEmail } from "./change-email.server.ts"

export interface ConfirmationView {
	state: "waiting" | "confirmed" | "void"
	email: string
}

const PERSON = { id: true, email: true, name: true, patronymic: true, sex: true } as const

async function findLink(db: Db, token: string, now: Date) {
	const link = await db.token.findUnique({
		where: { hash: hashToken(token) },
		select: {
			hash: true,
			kind: true,
			email: true,
			expiresAt: true,
			usedAt: true,
			person: { select: PERSON },
		},
	})
	if (link?.kind !== "confirmation") return null
	// A used link to an address that has changed since says nothing about the current one.
	if (link.usedAt) return link.person.email === link.email ? link : null
	return link.expiresAt > now ? link : null
}

/** What the page of the link shows. Viewing changes nothing, because mail scanners open links. */
export async function viewConfirmation(token: string, now: Date): Promise<ConfirmationView> {
	const link = await findLink(prisma, token, now)
	if (!link) return { state: "void", email: "" }
	return { state: link.usedAt ? "confirmed" : "waiting", email: link.email }
}

/**
 * Confirms the address that the link was sent to. If it is a new address, it replaces the current one. Confirming twice is
 * harmless.
 * @throws DomainError not-allowed-now
 */
export async function confirmEmail({ token, now }: { token: string; now: Date }): Promise<void> {
	await inTransaction(async (tx) => {
		const shown = await findLink(tx, token, now)
		if (shown) await lockRow(tx, "Person", shown.person.id)
		const link = shown && (await findLink(tx, token, now))
		if (!link)
			throw new DomainError(
				"not-allowed-now",
				"Ссылка больше не действует. Войдите и попросите прислать письмо ещё раз.",
			)
		if (link.usedAt) return
		const { person, email } = link
		await reviveAddress(tx, email)
		await tx.token.update({ where: { hash: link.hash }, data: { usedAt: now }, select: { hash: true } })
		if (person.email !== email) return changeEmail(tx, { person, from: person.email, to: email, now })
		await tx.person.update({
			where: { id: person.id },
			data: { emailConfirmedAt: now },
			select: { id: true },
		})
		security("email.confirm", "done", { account: person.id })
	})
}

const PAUSE_MS = 60_000

/**
 * Sends the letter again to the address that waits to be confirmed. A second click within a minute is refused.
 * @throws DomainError not-allowed-now
 */
export async function resendConfirmation({ actor, now }: { actor: Actor; now: Date }): Promise<void> {
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		select: { ...PERSON, emailConfirmedAt: true },
	})
	const email = (await pendingEmail(prisma, person, now)) ?? person.email
	if (email === person.email && person.emailConfirmedAt)
		throw new DomainError("not-allowed-now", "Адрес уже подтверждён.")
	const recent = await prisma.token.count({
		where: {
			personId: actor.id,
			kind: "confirmation",
			email,
			createdAt: { gt: new Date(now.getTime() - PAUSE_MS) },
		},
	})
	if (recent > 0)
		throw new DomainError("not-allowed-now", "Письмо только что отправлено. Проверьте почту и папку «Спам».")
	const place = await takeLetterPlace(email)
	if (!place) throw new DomainError("not-allowed-now", mailboxIsFull(email))
	await inLetterPlace(place, () => inTransaction((tx) => askToConfirmEmail(tx, { ...person, email }, now)))
}
