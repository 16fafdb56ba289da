import { mkdir, readdir, readFile, rename, stat } from "node:fs/promises"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { LONGEST_BOUNCE } from "./bounce.ts"
import { readMailbox } from "./imap.server.ts"

export interface ReturnedMessage {
	/** Null for a message that is too long to be a report. */
	source: Uint8Array | null
	/** Sets the message aside, whether it was understood or not, so that it is not read again. */
	done(): Promise<void>
}

/** How many messages are read in one run. The rest waits for the next one. */
const AT_ONCE = 200
/** The folder for messages that have been read, named as in Maildir, so that mail programs show them as seen. */
const READ = "cur"

/**
 * The messages returned to the sender.
 * @param url `file:…`, a folder of messages, or `imap(s)://user:password@host/Mailbox`
 */
export const returnedMail = (url: string): AsyncIterable<ReturnedMessage> =>
	new URL(url).protocol === "file:" ? readFolder(fileURLToPath(url)) : readMailbox(url, AT_ONCE)

/** A Maildir, or any folder with messages. */
async function* readFolder(root: string): AsyncGenerator<ReturnedMessage> {
	for (const folder of [root, path.join(root, "new")]) {
		const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
		const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).slice(0, AT_ONCE)
		if (files.length === 0) continue
		await mkdir(path.join(root, READ), { recursive: true })
		for (const { name } of files) {
			const file = path.join(folder, name)
			yield {
				source: (await stat(file)).size > LONGEST_BOUNCE ? null : await readFile(file),
				done: () => rename(file, path.join(root, READ, name.includes(":2,") ? name : `${name}:2,S`)),
			}
		}
	}
}
