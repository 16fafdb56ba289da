/** The part of hoodiecrow-imap that the tests use; the package has no types. */
declare module "hoodiecrow-imap" {
	import type { Server } from "node:net"

	interface StoredMessage {
		raw: string
		flags?: string[]
	}
	interface Options {
		plugins?: string[]
		users?: Record<string, { password: string }>
		storage?: Record<string, { messages?: StoredMessage[] }>
	}
	interface ImapServer {
		server: Server
		listen(port: number, host: string, callback: () => void): void
		close(callback: () => void): void
		getMailbox(name: string): { messages: { uid: number; raw: string; flags: string[] }[] }
		appendMessage(mailbox: string, flags: string[], internaldate: string, raw: string): void
	}
	export default function hoodiecrow(options: Options): ImapServer
}
