import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { DomainError } from "#app/utils/errors.ts"
import { createFileStore, type FileStore } from "./store.server.ts"
import { receiveUpload } from "./upload.server.ts"

let folder: string
let store: FileStore
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "upload-"))
	store = createFileStore(`file:${folder}`)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const ADDRESS = "http://localhost/applications/1/events"
const MEBIBYTE = 1024 * 1024

function form(entries: readonly (readonly [string, string | File])[]) {
	const data = new FormData()
	for (const [name, value] of entries) data.append(name, value)
	return new Request(ADDRESS, { method: "POST", body: data })
}
const file = (content: string | Uint8Array<ArrayBuffer>, name: string) => new File([content], name)

/** A request whose body is generated while it is read. It reports how much of it was read. */
function streamed(size: number, name: string) {
	const progress = { sent: 0, ended: false }
	async function* bytes() {
		yield Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`)
		for (let sent = 0; sent < size; sent += MEBIBYTE) {
			progress.sent = sent
			yield Buffer.alloc(MEBIBYTE)
		}
		yield Buffer.from("\r\n--b--\r\n")
		progress.ended = true
	}
	const iterator = bytes()
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await iterator.next()
			if (done) controller.close()
			else controller.enqueue(value)
		},
	})
	const init: RequestInit & { duplex: "half" } = {
		method: "POST",
		body,
		duplex: "half",
		headers: { "Content-Type": "multipart/form-data; boundary=b" },
	}
	return { request: new Request(ADDRESS, init), progress }
}

const refusalOf = (upload: Promise<unknown>): Promise<DomainError> =>
	upload.then(
		() => Promise.reject(new Error("taken")),
		(error: unknown) => (error instanceof DomainError ? error : Promise.reject(error)),
	)

describe("an upload", () => {
	it("gives text fields and stored files, with the sender's names", async () => {
		const { fields, files } = await receiveUpload(
			form([
				["event", "application.submit"],
				["kind", "publication"],
				["kind", "award"],
				["file", file("первый", "Заявление; скан = 1.pdf")],
				["annex", file("второй", "Таблицы.docx")],
			]),
			{ store },
		)
		expect(fields.get("event")).toBe("application.submit")
		expect(fields.getAll("kind")).toEqual(["publication", "award"])
		expect(fields.has("file")).toBe(false)
		expect(files.map(({ field, originalName, size }) => [field, originalName, size])).toEqual([
			["file", "Заявление; скан = 1.pdf", 12],
			["annex", "Таблицы.docx", 12],
		])
		expect(await text((await store.open(files[1]?.hash ?? "")).stream)).toBe("второй")
	})

	it("ignores a file field in which nothing was chosen", async () => {
		const { fields, files } = await receiveUpload(
			form([
				["file", file("", "")],
				["event", "x"],
			]),
			{ store },
		)
		expect(files).toEqual([])
		expect(fields.get("event")).toBe("x")
	})

	it("reads a plain form too, and a request without a body", async () => {
		const body = new URLSearchParams({ event: "withdrawal.submit", reason: "Передумала" })
		const { fields, files } = await receiveUpload(new Request(ADDRESS, { method: "POST", body }), { store })
		expect([fields.get("reason"), files]).toEqual(["Передумала", []])
		const empty = await receiveUpload(new Request(ADDRESS, { method: "POST" }), { store })
		expect(Object.keys(empty.fields.texts())).toEqual([])
	})

	it("never holds a file whole in memory", async () => {
		const { request, progress } = streamed(20 * MEBIBYTE, "скан.pdf")
		let largest = 0
		const watching: FileStore = {
			...store,
			async put(content) {
				let size = 0
				for await (const chunk of content) {
					largest = Math.max(largest, chunk.byteLength, progress.sent - size)
					size += chunk.byteLength
				}
				return { hash: "0".repeat(64), size }
			},
		}
		const { files } = await receiveUpload(request, { store: watching })
		expect(files[0]?.size).toBe(20 * MEBIBYTE)
		expect(largest).toBeLessThanOrEqual(3 * MEBIBYTE)
	})
})

describe("an upload is refused at its field", () => {
	it("when a photo is larger than 20 MB, with what to set on the phone", async () => {
		const { request } = streamed(21 * MEBIBYTE, "IMG_2031.JPG")
		const refusal = await refusalOf(receiveUpload(request, { store }))
		expect(refusal.fields.file).toMatch(
			/^Файл «IMG_2031.JPG» больше 20 МБ\. Если это фотография: в настройках камеры/,
		)
	})

	it.each([
		"список.csv",
		"Список.XLSX",
	])("when a table is larger than 20 MB, without a word about scans: %s", async (name) => {
		const { request } = streamed(21 * MEBIBYTE, name)
		const refusal = await refusalOf(receiveUpload(request, { store }))
		expect(refusal.fields.file).toMatch(/больше 20 МБ\. Оставьте в таблице только строки и столбцы списка/)
		expect(refusal.fields.file).not.toContain("сканируйте")
	})

	it("when a file is larger than 20 MB, after the whole request was read, and nothing is kept", async () => {
		const { request, progress } = streamed(40 * MEBIBYTE, "видео.pdf")
		const refusal = await refusalOf(receiveUpload(request, { store }))
		expect(refusal.code).toBe("invalid")
		expect(refusal.fields.file).toContain("Файл «видео.pdf» больше 20 МБ.")
		expect(refusal.fields.file).toContain("с разрешением 300 точек на дюйм")
		expect(progress.ended).toBe(true)
		expect((await readdir(folder)).sort()).toEqual(["arriving", "incoming"])
		expect(await readdir(join(folder, "arriving"))).toEqual([])
		expect(await readdir(join(folder, "incoming"))).toEqual([])
	})

	it("when there are more files than the form takes", async () => {
		const many = Array.from({ length: 4 }, (_, index) => ["file", file("x", `${index}.pdf`)] as const)
		const refusal = await refusalOf(receiveUpload(form(many), { store, maxFiles: 3 }))
		expect(refusal.fields.file).toContain("не больше 3 файлов")
	})

	it("when a text is longer than anybody writes", async () => {
		const refusal = await refusalOf(receiveUpload(form([["reason", "я".repeat(200_000)]]), { store }))
		expect(refusal.fields.reason).toContain("Сократите")
		const body = new URLSearchParams({ reason: "x".repeat(2 * MEBIBYTE) })
		const plain = receiveUpload(new Request(ADDRESS, { method: "POST", body }), { store })
		expect((await refusalOf(plain)).code).toBe("invalid")
	})

	it("when it never ends: then the sender is cut off", async () => {
		const { request, progress } = streamed(1024 * MEBIBYTE, "всё.zip")
		const refusal = await refusalOf(receiveUpload(request, { store, maxFiles: 3 }))
		expect(refusal.message).toContain("слишком много данных")
		expect(progress.sent).toBeLessThan(300 * MEBIBYTE)
	})

	it("when it arrives cut short", async () => {
		const request = new Request(ADDRESS, {
			method: "POST",
			body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\nhalf',
			headers: { "Content-Type": "multipart/form-data; boundary=b" },
		})
		expect((await refusalOf(receiveUpload(request, { store }))).message).toContain("не целиком")
		expect(await readdir(join(folder, "incoming"))).toEqual([])
	})
})
