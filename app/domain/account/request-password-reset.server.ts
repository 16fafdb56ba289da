import { setTimeout as delay } from "node:timers/promises"
import { inLetterPlace, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { countResetRequest } from "#app/auth/limits.server.ts"
import { newToken } from "#app/auth/tokens.server.ts"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { security } from "#app/utils/security-log.server.ts"
import { absolute, findLogin, greeted } from "./accounts.server.ts"

/** One hour, by the system's clock. */
const RESET_LINK_MS = 3_600_000

/** Every answer takes this long, whether or not a letter is written. */
const ANSWER_AFTER_MS = 200

interface RequestPasswordReset {
	username: string
	address: string
	now: Date
}

/**
 * «Сбросить пароль»: sends a one-time link to the account's address. The answer is the same whether or not the login
 * exists, and it does not wait for the letter, so its time reveals nothing. Earlier links keep working until one of them is
 * used, so nobody can make another person's link invalid by asking again.
 * @returns `written` resolves when the letter is written, or when there was none to write; it never fails
 * @throws TooManyAttempts when this address has asked too often
 */
export async function requestPasswordReset({
	username,
	address,
	now,
}: RequestPasswordReset): Promise<{ written: Promise<void> }> {
	await countResetRequest(address)
	const written = sendLink(username, now).catch((error: unknown) => log.error({ err: error }, "reset link"))
	await delay(ANSWER_AFTER_MS)
	return { written }
}

async function sendLink(username: string, now: Date): Promise<void> {
	const login = await findLogin(prisma, username)
	if (!login || login.blockedAt) {
		const reason = login ? "blocked" : "unknown"
		return security("password.reset-request", "refused", { account: login?.id ?? null, reason })
	}
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: login.id },
		select: { id: true, username: true, name: true, patronymic: true, sex: true, email: true },
	})
	const place = await takeLetterPlace(person.email)
	if (!place) return security("password.reset-request", "refused", { account: person.id, reason: "letters" })
	await inLetterPlace(place, () =>
		inTransaction(async (tx) => {
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
		}),
	)
	security("password.reset-request", "done", { account: person.id })
}

/** @returns the secret part of the link */
export async function resetToken(
	tx: Tx,
	{ id, email }: { id: string; email: string },
	now: Date,
	lastsMs = RESET_LINK_MS,
): Promise<string> {
	const { token, hash } = newToken()
	const expiresAt = new Date(now.getTime() + lastsMs)
	await tx.token.create({
		data: { hash, kind: "reset", personId: id, email, createdAt: now, expiresAt },
		select: { hash: true },
	})
	return token
}
