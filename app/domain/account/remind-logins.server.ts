import { setTimeout as delay } from "node:timers/promises"
import { inLetterPlace, takeLetterPlace } from "#app/auth/letter-limits.server.ts"
import { countResetRequest } from "#app/auth/limits.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { log } from "#app/utils/log.server.ts"
import { paths } from "#app/utils/paths.ts"
import { security } from "#app/utils/security-log.server.ts"
import { absolute, greeted } from "./accounts.server.ts"

/** Every answer takes this long, whether or not a letter is written. */
const ANSWER_AFTER_MS = 200
/** Several accounts may use a school's shared mailbox. */
const MOST_LOGINS = 20

/**
 * «Забыли логин?»: sends a letter with the logins of a confirmed address. The answer is the same whether or not an account
 * has the address. The limit is shared with requests to reset a password.
 * @returns `written` resolves when the letter is written; it never fails
 * @throws TooManyAttempts when this network address has asked too often
 */
export async function remindLogins({
	email,
	address,
	now,
}: {
	email: string
	address: string
	now: Date
}): Promise<{ written: Promise<void> }> {
	await countResetRequest(address)
	const written = sendLogins(email, now).catch((error: unknown) => log.error({ err: error }, "logins"))
	await delay(ANSWER_AFTER_MS)
	return { written }
}

async function sendLogins(email: string, now: Date): Promise<void> {
	const people = await prisma.person.findMany({
		where: {
			email: { equals: email.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" },
			emailConfirmedAt: { not: null },
			blockedAt: null,
		},
		orderBy: { username: "asc" },
		take: MOST_LOGINS,
		select: { id: true, username: true, name: true, patronymic: true, sex: true, email: true },
	})
	const [first, ...others] = people
	if (!first) return security("login.reminder", "refused", { account: null, reason: "unknown" })
	const place = await takeLetterPlace(first.email)
	if (!place) return security("login.reminder", "refused", { account: first.id, reason: "letters" })
	await inLetterPlace(place, () =>
		inTransaction((tx) =>
			writeLetter(tx, {
				kind: "logins",
				to: { personId: first.id, email: first.email },
				data: {
					...(others.length === 0 ? greeted(first) : {}),
					logins: people.map(({ username }) => username),
					url: absolute(paths.login()),
				},
				now,
			}),
		),
	)
	for (const { id } of people) security("login.reminder", "done", { account: id })
}
