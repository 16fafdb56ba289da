import { connect, type Socket } from "node:net"
import type { Readable } from "node:stream"

// clamd's protocol: «zINSTREAM», then chunks, each after its length, a chunk of length 0, and one line as the answer.

/** Longer than clamd takes for 20 MB on a slow machine. */
const TIMEOUT_MS = 60_000
const CHUNK_BYTES = 65_536
const LONGEST_ANSWER = 1_000

/** The antivirus did not say whether the file is clean: it is not running, or refused to scan. */
export class AntivirusSilentError extends Error {
	constructor(cause: unknown) {
		super(`the antivirus gave no verdict: ${cause instanceof Error ? cause.message : String(cause)}`, {
			cause,
		})
		this.name = "AntivirusSilentError"
	}
}

/**
 * Sends bytes to clamd.
 * @param url `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`
 * @returns the name of what it found, or empty if clean
 * @throws AntivirusSilentError
 */
export async function virusIn(url: string, content: Readable): Promise<string> {
	const socket = openSocket(url)
	try {
		const answer = answerOf(socket)
		// clamd may answer before everything is sent, when it has seen enough.
		await Promise.race([send(socket, content), answer])
		return verdictOf(await answer)
	} catch (error) {
		throw error instanceof AntivirusSilentError ? error : new AntivirusSilentError(error)
	} finally {
		content.destroy()
		socket.destroy()
	}
}

function openSocket(url: string): Socket {
	const { protocol, pathname, hostname, port } = new URL(url)
	const socket =
		protocol === "unix:"
			? connect({ path: pathname })
			: connect({ host: hostname, port: Number(port || 3310) })
	return socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error("it takes too long")))
}

function answerOf(socket: Socket): Promise<string> {
	const answer = new Promise<string>((resolve, reject) => {
		let said = ""
		socket.on("data", (chunk) => {
			said = (said + chunk.toString("utf8")).slice(0, LONGEST_ANSWER)
		})
		socket.on("end", () => resolve(said))
		socket.on("error", reject)
		socket.on("close", () => reject(new Error("the connection broke off")))
	})
	answer.catch(() => undefined)
	return answer
}

async function send(socket: Socket, content: Readable): Promise<void> {
	await write(socket, Buffer.from("zINSTREAM\0"))
	for await (const read of content) {
		const bytes: Buffer = read
		for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
			const chunk = bytes.subarray(start, start + CHUNK_BYTES)
			const length = Buffer.alloc(4)
			length.writeUInt32BE(chunk.length)
			await write(socket, Buffer.concat([length, chunk]))
		}
	}
	await write(socket, Buffer.alloc(4))
}

const write = (socket: Socket, bytes: Buffer): Promise<void> =>
	new Promise((resolve, reject) => {
		socket.write(bytes, (error) => (error ? reject(error) : resolve()))
	})

/** «stream: OK» or «stream: Win.Test.EICAR_HDB-1 FOUND». Anything else, such as «INSTREAM size limit exceeded. ERROR», is not a verdict. */
function verdictOf(answer: string): string {
	const said = (answer.split("\0", 1)[0] ?? "").trim()
	if (said === "stream: OK") return ""
	const found = said.startsWith("stream: ") && said.endsWith(" FOUND") ? said.slice(8, -6).trim() : ""
	if (found === "") throw new AntivirusSilentError(said || "an empty answer")
	return found
}
