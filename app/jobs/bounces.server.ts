import { prisma } from "#app/db/client.server.ts"
import { type Bounce, readBounce } from "#app/letters/returned/bounce.ts"
import { returnedMail } from "#app/letters/returned/returned-mail.server.ts"
import { sendingError } from "#app/letters/transport.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { sameEmail } from "#app/utils/typed/email.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"

/**
 * Reads mail that was returned to the sender, from a folder or from a mailbox. A message is set aside only after its letter
 * is marked. If a process dies in between, the message is read again, and nothing changes.
 * @returns how many letters were found to have been returned
 */
export async function readReturnedMail(url: string, now: Date): Promise<number> {
	let returned = 0
	for await (const { source, done } of returnedMail(url)) {
		const bounce = source && (await readBounce(source))
		if (bounce && (await markReturned(bounce, now))) returned += 1
		await done()
	}
	if (returned > 0) log.info({ returned }, "letters came back")
	return returned
}

async function markReturned(
	{ letterId, recipient, error, deadAddress }: Bounce,
	now: Date,
): Promise<boolean> {
	const letter = await prisma.letter.findUnique({ where: { id: letterId }, select: { to: true } })
	if (!letter || !sameEmail(letter.to, recipient)) return false
	const input = { error: sendingError(error), deadAddress }
	try {
		await dispatch({ actor: SYSTEM, subject: "letter", id: letterId, event: "letter.return", input, now })
		return true
	} catch (refused) {
		// Reported a second time, or quarantined.
		if (refused instanceof DomainError) return false
		throw refused
	}
}
