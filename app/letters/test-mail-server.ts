import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer } from "smtp-server"

/** A real mail server on a free port of this machine; it keeps what it accepts. */
export interface TestMailServer {
	url: string
	/** Raw messages, oldest first. */
	received: string[]
	/** From now on every message gets this answer: an outage, an unknown address. */
	refuse(answer: string): void
	accept(): void
	clear(): void
	close(): Promise<void>
}

export async function openMailServer(): Promise<TestMailServer> {
	const received: string[] = []
	let refusal: string | null = null
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ["STARTTLS", "AUTH"],
		async onData(stream, _session, done) {
			const chunks: Buffer[] = []
			for await (const chunk of stream) chunks.push(chunk as Buffer)
			if (refusal !== null) return done(answered(refusal))
			received.push(Buffer.concat(chunks).toString("utf8"))
			done()
		},
	})
	server.listen(0, "127.0.0.1")
	await once(server.server, "listening")
	const { port } = server.server.address() as AddressInfo
	return {
		url: `smtp://127.0.0.1:${port}`,
		received,
		refuse(answer) {
			refusal = answer
		},
		accept() {
			refusal = null
		},
		clear() {
			received.length = 0
			refusal = null
		},
		close: () => new Promise((resolve) => server.close(resolve)),
	}
}

function answered(answer: string): Error {
	const [, code = "451", words = answer] = /^(\d{3}) (.*)$/u.exec(answer) ?? []
	return Object.assign(new Error(words), { responseCode: Number(code) })
}
