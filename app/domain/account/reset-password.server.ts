import { refuseCommonPassword } from "#app/auth/common-passwords.server.ts"
import { forgetFailures } from "#app/auth/limits.server.ts"
import { hashPassword } from "#app/auth/passwords.server.ts"
import { hashToken } from "#app/auth/tokens.server.ts"
import { type Db, prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { security } from "#app/utils/security-log.server.ts"

const VOID = "Ссылка больше не действует: её срок прошёл, или она уже сработала. Запросите новую."

async function findLink(db: Db, token: string, now: Date) {
	const link = await db.token.findUnique({
		where: { hash: hashToken(token) },
		select: {
			hash: true,
			kind: true,
			expiresAt: true,
			usedAt: true,
			email: true,
			person: { select: { id: true, username: true, email: true, blockedAt: true } },
		},
	})
	if (link?.kind !== "reset" || link.usedAt || link.expiresAt <= now) return null
	// A link that was sent to a former address does not work.
	return link.person.blockedAt || link.email !== link.person.email ? null : link
}

/** The person whose password the link sets, or null if the link no longer works. Viewing changes nothing. */
export async function viewResetLink(token: string, now: Date): Promise<{ username: string } | null> {
	const link = await findLink(prisma, token, now)
	return link && { username: link.person.username }
}

/**
 * Sets the password and ends every session of the person, wherever they were signed in. Other reset links become invalid. A
 * person with the link has read the letter, so the address counts as confirmed too.
 * @throws DomainError not-allowed-now when the link is used or its hour is over, invalid for a common password
 */
export async function resetPassword({
	token,
	password,
	address,
	now,
}: {
	token: string
	password: string
	address: string
	now: Date
}): Promise<{ personId: string; username: string }> {
	const shown = await findLink(prisma, token, now)
	if (!shown) {
		security("password.change", "refused", { account: null, reason: "link" })
		throw new DomainError("not-allowed-now", VOID)
	}
	refuseCommonPassword(password, shown.person)
	const passwordHash = await hashPassword(password)
	const person = await inTransaction(async (tx) => {
		const { id } = shown.person
		// Locks the person first: if two links are used at once, the second one is already invalid when its turn comes.
		await tx.person.update({ where: { id }, data: { passwordHash }, select: { id: true } })
		const link = await findLink(tx, token, now)
		const { count } = await tx.token.updateMany({
			where: { hash: link?.hash ?? "", usedAt: null },
			data: { usedAt: now },
		})
		if (!link || count !== 1) throw new DomainError("not-allowed-now", VOID)
		await tx.token.deleteMany({ where: { personId: id, kind: "reset", usedAt: null } })
		await tx.person.updateMany({
			where: { id, email: link.email, emailConfirmedAt: null },
			data: { emailConfirmedAt: now },
		})
		await tx.session.deleteMany({ where: { personId: id } })
		return link.person
	})
	await forgetFailures({ address, login: person.username })
	security("password.change", "done", { account: person.id })
	return { personId: person.id, username: person.username }
}
