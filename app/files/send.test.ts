import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { DOCX, PDF, PNG } from "./file-types.ts"
import { fileResponse } from "./send.server.ts"
import { createFileStore, type FileStore } from "./store.server.ts"

let folder: string
let store: FileStore
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "send-"))
	store = createFileStore(`file:${folder}`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function send(type: string, inline: boolean) {
	const { hash } = await store.put([Buffer.from("content")])
	return fileResponse({ hash, name: "скан.pdf", type, inline }, store)
}

describe("a file sent", () => {
	it("arrives whole, with its length, and is kept by no cache", async () => {
		const response = await send(PNG, true)
		expect(response.headers.get("Content-Length")).toBe("7")
		expect(response.headers.get("Cache-Control")).toBe("private, no-store")
		expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff")
		expect(await response.text()).toBe("content")
	})

	it("is shown in the browser only if this was requested and it is a PDF or an image", async () => {
		const disposition = async (type: string, inline: boolean) =>
			(await send(type, inline)).headers.get("Content-Disposition")?.split(";")[0]
		expect(await disposition(PDF, true)).toBe("inline")
		expect(await disposition(PDF, false)).toBe("attachment")
		expect(await disposition(DOCX, true)).toBe("attachment")
		expect(await disposition("text/html", true)).toBe("attachment")
	})

	it("may run nothing in our origin", async () => {
		expect((await send("text/html", true)).headers.get("Content-Security-Policy")).toMatch(
			/^sandbox; default-src 'none'/,
		)
		expect((await send(PDF, true)).headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'/)
	})

	it("is closed when the browser disconnects", async () => {
		const response = await send(PNG, true)
		await response.body?.cancel()
	})

	it("that is lost looks like one that never existed", async () => {
		await expect(
			fileResponse({ hash: "0".repeat(64), name: "скан.pdf", type: PDF, inline: true }, store),
		).rejects.toMatchObject({ code: "not-found" })
	})
})
