import { setTimeout as delay } from "node:timers/promises"
import { countFailure, refuseWhenLimited } from "#app/auth/limits.server.ts"
import { newToken } from "#app/auth/tokens.server.ts"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { paths } from "#app/utils/paths.ts"
import { absolute, greeted, personIdOf } from "./accounts.server.ts"

/** One hour, by the system's clock. */
const RESET_LINK_MS = 3_600_000

/** Longer than the letter takes to be written: the time of the answer does not tell whether there was one. */
const ANSWER_AFTER_MS = 200

interface RequestPasswordReset {
	username: string
	address: string
	now: Date
}

/**
 * «Сбросить пароль»: a one-time link to the account's address. The answer is the same whether or not the login exists.
 * @throws TooManyAttempts: each request counts as a failure until a new password is set by its link
 */
export async function requestPasswordReset({ username, address, now }: RequestPasswordReset): Promise<void> {
	const attempt = { address, login: username }
	await refuseWhenLimited("reset", attempt)
	await countFailure("reset", attempt)
	await Promise.all([sendLink(username, now), delay(ANSWER_AFTER_MS)])
}

async function sendLink(username: string, now: Date): Promise<void> {
	const id = await personIdOf(prisma, username)
	if (!id) return
	const person = await prisma.person.findUniqueOrThrow({
		where: { id },
		select: {
			id: true,
			username: true,
			name: true,
			patronymic: true,
			sex: true,
			email: true,
			blockedAt: true,
		},
	})
	if (person.blockedAt) return
	await inTransaction(async (tx) => {
		const token = await resetToken(tx, person, now)
		await writeLetter(tx, {
			kind: "password-reset",
			to: { personId: person.id, email: person.email },
			data: {
				...greeted(person),
				username: person.username,
				url: absolute(paths.passwordReset(token)),
			},
			now,
		})
	})
}

/** A new link makes the ones before it void. @returns the secret part of the link */
export async function resetToken(
	tx: Tx,
	{ id, email }: { id: string; email: string },
	now: Date,
	lastsMs = RESET_LINK_MS,
): Promise<string> {
	const { token, hash } = newToken()
	const expiresAt = new Date(now.getTime() + lastsMs)
	await tx.token.deleteMany({ where: { personId: id, kind: "reset" } })
	await tx.token.create({
		data: { hash, kind: "reset", personId: id, email, createdAt: now, expiresAt },
		select: { hash: true },
	})
	return token
}
