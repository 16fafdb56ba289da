import type { AddressInfo } from "node:net"
import PostalMime from "postal-mime"
import { SMTPServer } from "smtp-server"
import { PATIENCE } from "./patience.ts"

export interface CaughtLetter {
	readonly to: readonly string[]
	readonly messageId: string
	/** A header's value by its name in small letters. */
	readonly headers: ReadonlyMap<string, string>
	readonly from: string
	readonly subject: string
	readonly text: string
	readonly html: string
	/** Addresses in the text, in their order. */
	readonly links: readonly string[]
	readonly attachments: readonly { name: string; content: Uint8Array }[]
}

export interface LetterBox {
	/** The value for MAIL_URL. */
	readonly url: string
	/** All letters, oldest first. */
	readonly letters: readonly CaughtLetter[]
	/** The letters to one address, oldest first. */
	lettersTo(to: string): CaughtLetter[]
	/**
	 * Waits for the latest letter to an address whose subject contains `subject`.
	 * @throws after `timeout` milliseconds, with a list of the letters that arrived
	 */
	requireLetter(to: string, subject?: string, timeout?: number): Promise<CaughtLetter>
	/** With true, refuses letters as an overloaded mail server does; with false, accepts them again. */
	refuse(refusing: boolean): void
	/** Answers RCPT TO for this address with these words from now on, «550 5.1.1 no such user» for example; null accepts again. */
	refuseRecipient(address: string, words: string | null): void
	/** From now on answers everybody with «421 too many letters», or stops doing so. */
	limit(limiting: boolean): void
	/** How many connections were opened. */
	connections(): number
	stop(): Promise<void>
}

/** A real SMTP server on the loopback that stores every letter. */
export async function startLetterBox(): Promise<LetterBox> {
	const letters: CaughtLetter[] = []
	const listeners = new Set<() => void>()
	let refusing = false
	let limiting = false
	let connections = 0
	const refused = new Map<string, string>()
	const answer = (words: string) => {
		const [, code = "550", rest = words] = /^(\d{3}) (.*)$/u.exec(words) ?? []
		return Object.assign(new Error(rest), { responseCode: Number(code) })
	}
	const server = new SMTPServer({
		onConnect(_session, callback) {
			connections += 1
			callback()
		},
		onRcptTo({ address }, _session, callback) {
			const words = refused.get(address)
			callback(words === undefined ? null : answer(words))
		},
		authOptional: true,
		disabledCommands: ["STARTTLS"],
		onMailFrom(_address, _session, callback) {
			const busy = Object.assign(new Error("busy, try again later"), { responseCode: 451 })
			const full = answer("421 too many letters, come back later")
			callback(limiting ? full : refusing ? busy : null)
		},
		onData(stream, session, callback) {
			const chunks: Buffer[] = []
			stream.on("data", (chunk: Buffer) => chunks.push(chunk))
			stream.on("end", async () => {
				letters.push(
					await read(
						Buffer.concat(chunks),
						session.envelope.rcptTo.map(({ address }) => address),
					),
				)
				callback()
				for (const listener of listeners) listener()
			})
		},
	})
	server.on("error", () => undefined)
	await new Promise<void>((resolve) => {
		server.listen(0, "127.0.0.1", resolve)
	})
	const { port } = server.server.address() as AddressInfo

	const lettersTo = (to: string) => letters.filter((letter) => letter.to.includes(to))
	const find = (to: string, subject: string) =>
		lettersTo(to).findLast((letter) => letter.subject.includes(subject))

	return {
		url: `smtp://127.0.0.1:${port}`,
		letters,
		lettersTo,
		requireLetter(to, subject = "", timeout = PATIENCE.timeout) {
			return new Promise((resolve, reject) => {
				const look = () => {
					const letter = find(to, subject)
					if (!letter) return
					clearTimeout(timer)
					listeners.delete(look)
					resolve(letter)
				}
				const timer = setTimeout(() => {
					listeners.delete(look)
					const came = letters.map((letter) => `${letter.to.join(", ")}: ${letter.subject}`).join("\n")
					reject(new Error(`no letter «${subject}» to ${to}; there were:\n${came || "none"}`))
				}, timeout)
				listeners.add(look)
				look()
			})
		},
		refuseRecipient(address, words) {
			if (words === null) refused.delete(address)
			else refused.set(address, words)
		},
		limit(value) {
			limiting = value
		},
		connections: () => connections,
		refuse(value) {
			refusing = value
		},
		stop: () => new Promise((resolve) => server.close(() => resolve())),
	}
}

async function read(source: Buffer, to: string[]): Promise<CaughtLetter> {
	const letter = await PostalMime.parse(source)
	const text = letter.text ?? ""
	return {
		to,
		messageId: letter.messageId ?? "",
		headers: new Map(letter.headers.map(({ key, value }) => [key, value])),
		from: letter.from?.address ?? "",
		subject: letter.subject ?? "",
		text,
		html: letter.html ?? "",
		links: text.match(/https?:\/\/[^\s<>»]+/g) ?? [],
		attachments: letter.attachments.map(({ filename, content }) => ({
			name: filename ?? "",
			content: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content),
		})),
	}
}
