import { createServer, type Server, type Socket } from "node:net"
import { Readable } from "node:stream"
import { afterEach, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { fileStore } from "../store.server.ts"
import { checkNewFiles, mustBeClean } from "./check-files.server.ts"
import { AntivirusSilentError, virusIn } from "./clamd.server.ts"

/** The harmless file for testing antivirus programs. It is in two pieces, so that no antivirus finds it here. */
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("")
const STORED = new Date("2026-10-01T02:00:00Z")

let server: Server | undefined
const sockets = new Set<Socket>()
afterEach(async () => {
	for (const socket of sockets) socket.destroy()
	await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
	server = undefined
})

/** A server that answers like clamd, as its manual describes INSTREAM: it reads all chunks and answers with one line. */
async function clamd(verdict: (content: Buffer) => string | null): Promise<string> {
	server = createServer((socket) => {
		sockets.add(socket)
		let came: Buffer = Buffer.alloc(0)
		socket.on("error", () => undefined)
		socket.on("data", (bytes) => {
			came = Buffer.concat([came, bytes])
			const content = contentOf(came)
			if (!content) return
			const answer = verdict(content)
			if (answer === null) socket.destroy()
			else socket.end(`${answer}\0`)
		})
	})
	await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve))
	const address = server.address()
	return `tcp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`
}

/** Null until the chunk of length 0 has arrived. */
function contentOf(came: Buffer): Buffer | null {
	const greeting = "zINSTREAM\0"
	expect(came.subarray(0, greeting.length).toString()).toBe(greeting.slice(0, came.length))
	const chunks: Buffer[] = []
	for (let at = greeting.length; at + 4 <= came.length; ) {
		const length = came.readUInt32BE(at)
		if (length === 0) return Buffer.concat(chunks)
		chunks.push(came.subarray(at + 4, at + 4 + length))
		at += 4 + length
	}
	return null
}

const honest = (content: Buffer) =>
	content.includes(EICAR) ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK"

async function stored(content: string): Promise<string> {
	const { hash, size } = await fileStore().put([Buffer.from(content)])
	await prisma.storedFile.create({
		data: { hash, size, type: "application/pdf", extension: "pdf", storedAt: STORED },
		select: { hash: true },
	})
	return hash
}

describe("the antivirus", () => {
	test("gets every byte, also of a large file, and says clean or the name of what it found", async () => {
		const large = Buffer.alloc(300_000, "а")
		let got: Buffer = Buffer.alloc(0)
		const url = await clamd((content) => {
			got = content
			return honest(content)
		})
		expect(await virusIn(url, Readable.from([large]))).toBe("")
		expect(got.equals(large)).toBe(true)
		expect(await virusIn(url, Readable.from([Buffer.from(EICAR)]))).toBe("Win.Test.EICAR_HDB-1")
	})

	test.each([
		["it refuses to look", "INSTREAM size limit exceeded. ERROR"],
		["it says nothing", ""],
		["it says something else", "stream: OK FOUND OK"],
		["it breaks off", null],
	])("has not found a file clean when %s", async (_, answer) => {
		const url = await clamd(() => answer)
		await expect(virusIn(url, Readable.from([Buffer.from("x")]))).rejects.toBeInstanceOf(AntivirusSilentError)
	})

	test("has not found a file clean when nobody runs it", async () => {
		await expect(virusIn("tcp://127.0.0.1:1", Readable.from([Buffer.from("x")]))).rejects.toBeInstanceOf(
			AntivirusSilentError,
		)
		await expect(
			virusIn("unix:/nowhere/clamd.ctl", Readable.from([Buffer.from("x")])),
		).rejects.toBeInstanceOf(AntivirusSilentError)
	})
})

describe("a stored file", () => {
	test("stays closed until it was found clean, and for good when it was not", async () => {
		const url = await clamd(honest)
		const [clean, infected] = [await stored("a clean scan"), await stored(`a scan ${EICAR}`)]
		for (const hash of [clean, infected])
			await expect(mustBeClean(hash, url)).rejects.toThrow("проверяется антивирусом")
		expect(await checkNewFiles(url)).toBe(2)
		await mustBeClean(clean, url)
		await expect(mustBeClean(infected, url)).rejects.toThrow("нашёл в файле вирус (Win.Test.EICAR_HDB-1)")
		expect(await checkNewFiles(url)).toBe(0)
	})

	test("waits while the antivirus does not answer, and is open where there is none", async () => {
		const hash = await stored("another scan")
		expect(await checkNewFiles("tcp://127.0.0.1:1")).toBe(0)
		await expect(mustBeClean(hash, "tcp://127.0.0.1:1")).rejects.toThrow("проверяется")
		await mustBeClean(hash, undefined)
	})
})
