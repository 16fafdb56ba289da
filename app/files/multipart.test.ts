import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { MOST_FIELDS } from "#app/utils/http/form-fields.ts"
import { cleanFileName, isMultipart, MalformedMultipartError, readMultipart } from "./multipart.server.ts"

const BOUNDARY = "----WebKitFormBoundaryAbCd"

interface Sent {
	disposition: string
	content: Uint8Array
}

const body = (parts: readonly Sent[]) =>
	Buffer.concat([
		...parts.flatMap(({ disposition, content }) => [
			Buffer.from(
				`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: x/y\r\n\r\n`,
			),
			content,
			Buffer.from("\r\n"),
		]),
		Buffer.from(`--${BOUNDARY}--\r\n`),
	])

async function* inChunks(bytes: Uint8Array, sizes: readonly number[] = [bytes.byteLength]) {
	let at = 0
	for (let turn = 0; at < bytes.byteLength; turn++) {
		const size = sizes[turn % sizes.length] ?? 1
		yield bytes.subarray(at, at + size)
		at += size
	}
}

const TYPE = `multipart/form-data; boundary=${BOUNDARY}`

interface Received {
	name: string
	fileName: string
	content: Buffer
}

/** @param stopAfter how much of a file its reader reads before it stops */
async function read(
	content: AsyncIterable<Uint8Array>,
	{ type = TYPE, stopAfter = Number.POSITIVE_INFINITY } = {},
) {
	const files: Received[] = []
	const fields: [string, string][] = []
	const limits: string[] = []
	await readMultipart(content, type, {
		maxFiles: 20,
		onField: (name, value) => void fields.push([name, value]),
		onLimit: (limit) => void limits.push(limit),
		async onFile(name, fileName, bytes) {
			const file: Received = { name, fileName, content: Buffer.alloc(0) }
			files.push(file)
			for await (const chunk of bytes) {
				file.content = Buffer.concat([file.content, chunk])
				if (file.content.byteLength >= stopAfter) return
			}
		},
	})
	return { files, fields, limits }
}

describe("a multipart request", () => {
	it("gives back every part byte by byte, however the network cuts it", async () => {
		const tricky = fc.constantFrom("\r\n", "--", `\r\n--${BOUNDARY.slice(0, -1)}`, "\r", "\r\n--", "Ж")
		const content = fc
			.array(
				fc.oneof(
					tricky.map((text) => Buffer.from(text)),
					fc.uint8Array({ maxLength: 40 }),
				),
				{ maxLength: 8 },
			)
			.map((pieces) => Buffer.concat(pieces))
			// A browser chooses a boundary that its files do not contain. Now and then random bytes complete the tricky one.
			.filter((bytes) => !bytes.includes(`\r\n--${BOUNDARY}`))
		const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 })
		await fc.assert(
			fc.asyncProperty(fc.array(content, { maxLength: 4 }), sizes, async (contents, cuts) => {
				const sent = contents.map((bytes, index) => ({
					disposition: `name="f${index}"; filename="${index}.pdf"`,
					content: bytes,
				}))
				const { files } = await read(inChunks(body(sent), cuts))
				expect(files).toEqual(
					contents.map((bytes, index) => ({ name: `f${index}`, fileName: `${index}.pdf`, content: bytes })),
				)
			}),
			{ numRuns: 150 },
		)
	})

	it("continues with the next file when a reader has stopped early", async () => {
		const sent = body([
			{ disposition: 'name="a"; filename="a.pdf"', content: Buffer.alloc(300_000, "x") },
			{ disposition: 'name="b"; filename="b.pdf"', content: Buffer.alloc(300_000, "y") },
			{ disposition: 'name="c"', content: Buffer.from("third") },
		])
		const { files, fields } = await read(inChunks(sent, [1000]), { stopAfter: 1 })
		expect(files.map(({ name }) => name)).toEqual(["a", "b"])
		expect(fields).toEqual([["c", "third"]])
	})

	it("continues when the reader of a file fails, and fails at its own end", async () => {
		const sent = body([{ disposition: 'name="a"; filename="a.pdf"', content: Buffer.alloc(300_000, "x") }])
		let ended = false
		async function* watched() {
			yield* inChunks(sent, [1000])
			ended = true
		}
		const failing = readMultipart(watched(), TYPE, {
			maxFiles: 1,
			onField: () => undefined,
			onLimit: () => undefined,
			onFile: () => Promise.reject(new Error("the disk is full")),
		})
		await expect(failing).rejects.toThrow("the disk is full")
		expect(ended).toBe(true)
	})

	it.each([
		['filename="Заявление; часть 2 = скан.pdf"', "Заявление; часть 2 = скан.pdf"],
		['filename="a%22b%22.pdf"', 'a"b".pdf'],
		['filename="a\\"b\\".pdf"', 'a"b".pdf'],
		['filename="C:\\Документы\\скан.pdf"', "скан.pdf"],
		['filename="../../etc/passwd"', "passwd"],
		["filename=plain.pdf", "plain.pdf"],
		["filename*=utf-8''%D1%81%D0%BA%D0%B0%D0%BD.pdf", "скан.pdf"],
		// RFC 7578 forbids the second notation next to the first, and no browser sends it.
		["filename=\"x\"; filename*=utf-8''%D1%81%D0%BA%D0%B0%D0%BD.pdf", "x"],
		['filename=""', ""],
	])("reads a file name as browsers write it: %s", async (header, expected) => {
		const { files } = await read(
			inChunks(body([{ disposition: `name="file"; ${header}`, content: Buffer.from("x") }])),
		)
		expect(files[0]?.fileName).toBe(expected)
	})

	it.each([
		["ends too soon", body([{ disposition: 'name="a"', content: Buffer.from("text") }]).subarray(0, -20)],
		[
			"ends in the middle of a file",
			body([{ disposition: 'name="a"; filename="a.pdf"', content: Buffer.alloc(90_000) }]).subarray(
				0,
				-50_000,
			),
		],
		["holds no boundary", Buffer.from("no boundary at all")],
		["is empty", Buffer.alloc(0)],
		["has endless headers", Buffer.from(`--${BOUNDARY}\r\nX: ${"y".repeat(400_000)}`)],
	])("that %s is refused", async (_, bytes) => {
		await expect(read(inChunks(bytes, [5000]))).rejects.toBeInstanceOf(MalformedMultipartError)
	})

	it("without a boundary in its type is refused", async () => {
		const type = "multipart/form-data"
		await expect(read(inChunks(body([])), { type })).rejects.toBeInstanceOf(MalformedMultipartError)
	})

	it("of ten thousand parts reports it once and gives no more parts than a form may have", async () => {
		const parts = Array.from({ length: 10_000 }, (_, index) => ({
			disposition: `name="f${index}"`,
			content: Buffer.from("x"),
		}))
		const { fields, limits } = await read(inChunks(body(parts), [60_000]))
		expect(fields).toHaveLength(MOST_FIELDS)
		expect(limits[0]).toBe("fields")
	})

	it("gives a part without a name an empty name", async () => {
		const sent = body([{ disposition: "x=1", content: Buffer.from("text") }])
		expect((await read(inChunks(sent))).fields).toEqual([["", "text"]])
	})

	it("is recognised by its type in any spelling", () => {
		for (const type of [
			"multipart/form-data; boundary=x",
			" Multipart/Form-Data;boundary=x",
			"multipart/form-data",
		])
			expect(isMultipart(type)).toBe(true)
		for (const type of [
			"application/x-www-form-urlencoded",
			"multipart/mixed; boundary=x",
			"x multipart/form-data",
			"",
		])
			expect(isMultipart(type)).toBe(false)
	})
})

it("a file name loses its folder and invisible marks, and letters that macOS has decomposed are composed", () => {
	expect(cleanFileName("папка/Отчёт\u202efdp.exe".normalize("NFD"))).toBe("Отчётfdp.exe")
	expect(cleanFileName("я".repeat(300))).toHaveLength(200)
})
