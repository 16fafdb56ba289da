import { forgetFailures } from "#app/auth/limits.server.ts"
import { hashPassword } from "#app/auth/passwords.server.ts"
import { hashToken } from "#app/auth/tokens.server.ts"
import { type Db, prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { DomainError } from "#app/utils/errors.ts"

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
			person: { select: { id: true, username: true, blockedAt: true } },
		},
	})
	if (link?.kind !== "reset" || link.usedAt || link.expiresAt <= now || link.person.blockedAt) return null
	return link
}

/** Whose password the link sets; null when it works no more. Looking changes nothing. */
export async function viewResetLink(token: string, now: Date): Promise<{ username: string } | null> {
	const link = await findLink(prisma, token, now)
	return link && { username: link.person.username }
}

/**
 * Sets the password and ends every session of the person: whoever was signed in elsewhere is not any more. Whoever holds
 * the link has read the letter, so the address is confirmed as well.
 * @throws DomainError not-allowed-now when the link is used or its hour is over
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
}): Promise<{ personId: string }> {
	if (!(await findLink(prisma, token, now))) throw new DomainError("not-allowed-now", VOID)
	const passwordHash = await hashPassword(password)
	const person = await inTransaction(async (tx) => {
		const link = await findLink(tx, token, now)
		// Of two clicks at once one finds the link unused.
		const { count } = await tx.token.updateMany({
			where: { hash: link?.hash ?? "", usedAt: null },
			data: { usedAt: now },
		})
		if (!link || count !== 1) throw new DomainError("not-allowed-now", VOID)
		const { id } = link.person
		await tx.person.update({ where: { id }, data: { passwordHash }, select: { id: true } })
		await tx.person.updateMany({
			where: { id, email: link.email, emailConfirmedAt: null },
			data: { emailConfirmedAt: now },
		})
		await tx.session.deleteMany({ where: { personId: id } })
		return link.person
	})
	const attempt = { address, login: person.username }
	await Promise.all([forgetFailures("reset", attempt), forgetFailures("signIn", attempt)])
	return { personId: person.id }
}
