import { mkdir, readdir, readFile, rename, stat } from "node:fs/promises"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { prisma } from "#app/db/client.server.ts"
import { type Bounce, LONGEST_BOUNCE, readBounce } from "#app/letters/bounce.ts"
import { sendingError } from "#app/letters/transport.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { log } from "#app/utils/log.server.ts"
import { sameEmail } from "#app/utils/typed/email.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"

/** Messages read at one go; the rest waits for the next one. */
const AT_ONCE = 200
/** Where a message goes once it is read. Maildir's name for it, so that mail programs show it as seen. */
const READ = "cur"

/**
 * Reads the folder where the mail server puts what comes back: a Maildir, or any folder of messages. Each message is moved aside,
 * understood or not.
 * @returns how many letters were found to have come back
 */
export async function readReturnedMail(folderUrl: string, now: Date): Promise<number> {
	const root = fileURLToPath(folderUrl)
	let returned = 0
	for (const folder of [root, path.join(root, "new")]) {
		const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
		const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).slice(0, AT_ONCE)
		if (files.length === 0) continue
		await mkdir(path.join(root, READ), { recursive: true })
		for (const { name } of files) {
			const file = path.join(folder, name)
			const bounce = await bounceIn(file)
			if (bounce && (await markReturned(bounce, now))) returned += 1
			await rename(file, path.join(root, READ, name.includes(":2,") ? name : `${name}:2,S`))
		}
	}
	if (returned > 0) log.info({ returned }, "letters came back")
	return returned
}

async function bounceIn(file: string): Promise<Bounce | null> {
	if ((await stat(file)).size > LONGEST_BOUNCE) return null
	return readBounce(await readFile(file))
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
		// Reported a second time, or set aside.
		if (refused instanceof DomainError) return false
		throw refused
	}
}
