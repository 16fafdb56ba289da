import { createHash, randomBytes, randomUUID } from "node:crypto"
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { MOST_TEXT_BYTES } from "#app/utils/http/form-fields.ts"
import { MAX_APPLICATION_FILES, MAX_FILE_BYTES } from "../limits.ts"
import { createFileStore, type FileStore } from "../store.server.ts"
import { receiveUpload } from "../upload.server.ts"
import { ARRIVED } from "./arrived.ts"

let folder: string
let store: FileStore
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "resumable-"))
	store = createFileStore(`file:${folder}`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const SITE = "http://localhost"
const OWNER = randomUUID()
const PIECE = { "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream" }

/** Announces a file. @returns its address on the server */
async function announce(size: number, name = "скан.pdf", owner = OWNER): Promise<string> {
	const headers = {
		"Tus-Resumable": "1.0.0",
		"Upload-Length": String(size),
		"Upload-Metadata": `filename ${Buffer.from(name).toString("base64")}`,
	}
	const answer = await store.resumable.answer(
		new Request(`${SITE}/uploads`, { method: "POST", headers }),
		owner,
	)
	if (answer.status !== 201) throw new Error(`${answer.status}`)
	return new URL(answer.headers.get("Location") ?? "", SITE).href
}

/** How much of the file has arrived, as the server says. Null if it knows no such file. */
async function arrivedOf(address: string, owner = OWNER): Promise<number | null> {
	const asked = new Request(address, { method: "HEAD", headers: { "Tus-Resumable": "1.0.0" } })
	const offset = (await store.resumable.answer(asked, owner)).headers.get("Upload-Offset")
	return offset === null ? null : Number(offset)
}

/** Sends all from this place on. @param cutAfter how many bytes pass before the line breaks */
async function send(address: string, content: Buffer, from: number, cutAfter = Infinity, owner = OWNER) {
	let at = from
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			if (at - from >= cutAfter) return controller.error(new Error("the line broke"))
			if (at >= content.length) return controller.close()
			controller.enqueue(content.subarray(at, at + 100_000))
			at += 100_000
		},
	})
	const headers = { ...PIECE, "X-HTTP-Method-Override": "PATCH", "Upload-Offset": String(from) }
	const init: RequestInit & { duplex: "half" } = { method: "POST", headers, body, duplex: "half" }
	return store.resumable.answer(new Request(address, init), owner)
}

const idOf = (address: string) => address.slice(address.lastIndexOf("/") + 1)

function formWith(ids: readonly string[]) {
	const form = new FormData()
	form.append("event", "attachment.add")
	for (const id of ids) form.append(ARRIVED, id)
	return new Request(`${SITE}/applications/1/events`, { method: "POST", body: form })
}

describe("a file that arrives in pieces", () => {
	it("of the largest size arrives whole over a line that breaks ten times", async () => {
		const content = randomBytes(MAX_FILE_BYTES)
		const address = await announce(content.length)
		let cuts = 0
		for (let from = 0; from < content.length; from = (await arrivedOf(address)) ?? Number.NaN) {
			const isCut = cuts < 10
			if (isCut) cuts += 1
			await send(address, content, from, isCut ? 1_900_000 : Infinity)
		}
		expect(cuts).toBe(10)
		const { fields, files } = await receiveUpload(formWith([idOf(address)]), { store, owner: OWNER })
		expect(fields.texts()).toEqual({ event: "attachment.add" })
		expect(files).toEqual([
			{
				field: "file",
				originalName: "скан.pdf",
				size: content.length,
				hash: createHash("sha256").update(content).digest("hex"),
			},
		])
	})

	it("keeps its place among the files that are sent with the form", async () => {
		const [second, fourth] = [await announce(3), await announce(3)]
		await send(second, Buffer.from("two"), 0)
		await send(fourth, Buffer.from("for"), 0)
		const form = new FormData()
		form.append("file", new File(["one"], "1.jpg"))
		form.append(ARRIVED, idOf(second))
		form.append("file", new File(["three"], "3.jpg"))
		form.append(ARRIVED, idOf(fourth))
		form.append("file", new File([""], ""))
		const request = new Request(`${SITE}/applications/1/events`, { method: "POST", body: form })
		const { files } = await receiveUpload(request, { store, owner: OWNER })
		const contents = files.map(async ({ hash }) => String(await buffer((await store.open(hash)).stream)))
		expect(await Promise.all(contents)).toEqual(["one", "two", "three", "for"])
	})

	it("is taken again when its form was refused and is sent once more", async () => {
		const address = await announce(3)
		await send(address, Buffer.from("abc"), 0)
		for (const _ of [1, 2]) {
			const { files } = await receiveUpload(formWith([idOf(address)]), { store, owner: OWNER })
			expect(await buffer((await store.open(files[0]?.hash ?? "")).stream)).toEqual(Buffer.from("abc"))
		}
	})

	it("does not go on from a place other than where it ended", async () => {
		const address = await announce(6)
		await send(address, Buffer.from("abc"), 0)
		const answer = await send(address, Buffer.from("abcdef"), 1)
		expect(answer.status).toBe(409)
		expect(await arrivedOf(address)).toBe(3)
	})

	it("is unknown to everybody but its sender", async () => {
		const address = await announce(3)
		const stranger = randomUUID()
		expect(await arrivedOf(address, stranger)).toBeNull()
		expect((await send(address, Buffer.from("abc"), 0, Infinity, stranger)).status).toBe(404)
		await send(address, Buffer.from("abc"), 0)
		const taken = receiveUpload(formWith([idOf(address)]), { store, owner: stranger })
		await expect(taken).rejects.toMatchObject({
			code: "invalid",
			fields: { file: expect.stringContaining("снова") },
		})
	})

	it.each([
		["is not whole yet", () => announce(6).then(idOf)],
		["has a name that no file has", async () => `${OWNER}-${"0".repeat(32)}`],
		["has a name that leads out of the folder", async () => `${OWNER}-/../../../etc/passwd`],
		["has no name", async () => ""],
	])("is not taken by a form if it %s", async (_, name) => {
		const taken = receiveUpload(formWith([await name()]), { store, owner: OWNER })
		await expect(taken).rejects.toMatchObject({ code: "invalid" })
	})

	it("is an ordinary field of a form whose sender is unknown", async () => {
		const { fields, files } = await receiveUpload(formWith(["anything"]), { store })
		expect(files).toEqual([])
		expect(fields.texts()).toMatchObject({ [ARRIVED]: "anything" })
	})

	it("is not looked for by the names of a form that are longer than all its text may be", async () => {
		const names = Array.from({ length: 15 }, () => "0".repeat(MOST_TEXT_BYTES / 10))
		const taken = receiveUpload(formWith(names), { store, owner: OWNER })
		await expect(taken).rejects.toMatchObject({ fields: { [ARRIVED]: expect.stringContaining("длиннее") } })
	})

	it("counts among the files of its form", async () => {
		const ids = [await announce(1), await announce(1)].map(idOf)
		const taken = receiveUpload(formWith(ids), { store, owner: OWNER, maxFiles: 1 })
		await expect(taken).rejects.toMatchObject({ fields: { file: expect.stringContaining("не больше 1") } })
	})

	it("is refused if it is too large, or larger than it was said to be", async () => {
		await expect(announce(MAX_FILE_BYTES + 1)).rejects.toThrow("413")
		const address = await announce(3)
		await send(address, Buffer.from("abcdef"), 0)
		expect(await arrivedOf(address)).toBeLessThanOrEqual(3)
	})

	it.each([
		"Upload-Concat",
		"Upload-Defer-Length",
	])("is refused with %s, which no page sends", async (name) => {
		const headers = { "Tus-Resumable": "1.0.0", [name]: "1", "Upload-Length": "5" }
		const asked = new Request(`${SITE}/uploads`, { method: "POST", headers })
		expect((await store.resumable.answer(asked, OWNER)).status).toBe(400)
	})

	it("makes room for another one when its sender has sent too many, and touches nobody else's", async () => {
		const others = await announce(1, "чужой.pdf", randomUUID())
		const first = await announce(1)
		await utimes(join(folder, "arriving", idOf(first)), 1, 1)
		for (let count = 1; count <= MAX_APPLICATION_FILES; count += 1) await announce(1)
		const names = await readdir(join(folder, "arriving"))
		expect(names).not.toContain(idOf(first))
		expect(names).toContain(idOf(others))
		const own = names.filter((name) => name.startsWith(OWNER) && !name.endsWith(".json"))
		expect(own).toHaveLength(MAX_APPLICATION_FILES)
	})

	it("is removed on the next day if no form has taken it", async () => {
		const [old, fresh] = [await announce(3), await announce(3)]
		const described = join(folder, "arriving", `${idOf(old)}.json`)
		const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString()
		const description = JSON.parse(await readFile(described, "utf8"))
		await writeFile(described, JSON.stringify({ ...description, creation_date: yesterday }))
		await store.sweep({ now: new Date(), known: async () => new Set() })
		expect(await arrivedOf(old)).toBeNull()
		expect(await arrivedOf(fresh)).toBe(0)
	})
})
