import type { AddressInfo, Socket } from "node:net"
import hoodiecrow from "hoodiecrow-imap"

export interface Mailbox {
	/** The value for BOUNCES_URL, with this password. */
	url(password: string): string
	/** A message arrives. */
	drop(raw: string): void
	/** How many messages nobody has read yet. */
	unread(): number
	close(): Promise<void>
}

/** A real IMAP server on the loopback, with one mailbox. */
export async function openMailbox({ user, password }: { user: string; password: string }): Promise<Mailbox> {
	const imap = hoodiecrow({
		plugins: ["ID", "UIDPLUS", "LITERALPLUS", "AUTH-PLAIN", "SASL-IR"],
		users: { [user]: { password } },
		storage: { INBOX: { messages: [] } },
	})
	const sockets = new Set<Socket>()
	imap.server.on("connection", (socket) => sockets.add(socket))
	await new Promise<void>((resolve) => imap.listen(0, "127.0.0.1", resolve))
	const { port } = imap.server.address() as AddressInfo
	return {
		url: (word) => `imap://${encodeURIComponent(user)}:${encodeURIComponent(word)}@127.0.0.1:${port}/INBOX`,
		drop: (raw) => imap.appendMessage("INBOX", [], new Date(0).toUTCString(), raw),
		unread: () => imap.getMailbox("INBOX").messages.filter(({ flags }) => !flags.includes("\\Seen")).length,
		async close() {
			for (const socket of sockets) socket.destroy()
			if (imap.server.listening) await new Promise<void>((resolve) => imap.close(resolve))
		},
	}
}
