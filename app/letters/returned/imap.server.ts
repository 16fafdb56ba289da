import { ImapFlow } from "imapflow"
import { LONGEST_BOUNCE } from "./bounce.ts"

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/u

interface MailboxMessage {
	source: Uint8Array | null
	done(): Promise<void>
}

/**
 * Unread messages of a mailbox, oldest first. A processed message is marked as read on the server, as a mail program would
 * do. The connection lasts as long as messages are read.
 * @param url `imaps://user:password@host:993/INBOX`; `imap://` must offer STARTTLS, except on this machine
 * @throws Error if the server is unreachable or refuses the password; the message does not contain the password
 */
export async function* readMailbox(url: string, limit: number): AsyncGenerator<MailboxMessage> {
	const { protocol, hostname, port, username, password, pathname } = new URL(url)
	const secure = protocol === "imaps:"
	const client = new ImapFlow({
		host: hostname.replace(/^\[|\]$/gu, ""),
		port: Number(port) || (secure ? 993 : 143),
		secure,
		// A password must not cross the network unencrypted, even if an attacker in between hides that the server supports TLS.
		...(!secure && !LOOPBACK.test(hostname) && { doSTARTTLS: true }),
		...(!secure && LOOPBACK.test(hostname) && { doSTARTTLS: false }),
		auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
		logger: false,
		...TIMEOUTS,
	})
	// What breaks the connection also makes the waiting command fail. Without a listener the event would end the process.
	client.on("error", () => {})
	await client.connect()
	try {
		const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || "INBOX")
		try {
			const unread = (await client.search({ seen: false }, { uid: true })) || []
			for (const uid of unread.slice(0, limit).map(String)) {
				const message = await client.fetchOne(
					uid,
					{ size: true, source: { start: 0, maxLength: LONGEST_BOUNCE + 1 } },
					{ uid: true },
				)
				// Another client has removed it meanwhile.
				if (!message) continue
				const source = message.source && message.source.length <= LONGEST_BOUNCE ? message.source : null
				yield {
					source,
					async done() {
						await client.messageFlagsAdd(uid, ["\\Seen"], { uid: true })
					},
				}
			}
		} finally {
			lock.release()
		}
	} finally {
		await client.logout().catch(() => client.close())
	}
}
