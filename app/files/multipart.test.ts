import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { boundaryOf, cleanFileName, MalformedMultipartError, readMultipart } from "./multipart.server.ts"

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

async function read(content: AsyncIterable<Uint8Array>) {
	const parts: { name: string; fileName: string | undefined; content: Buffer }[] = []
	for await (const part of readMultipart(content, BOUNDARY)) {
		const chunks: Uint8Array[] = []
		for await (const chunk of part.content) chunks.push(chunk)
		parts.push({ name: part.name, fileName: part.fileName, content: Buffer.concat(chunks) })
	}
	return parts
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
			// A browser chooses a boundary that its files do not hold; now and then chance completes the tricky one.
			.filter((bytes) => !bytes.includes(`\r\n--${BOUNDARY}`))
		const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 })
		await fc.assert(
			fc.asyncProperty(fc.array(content, { maxLength: 4 }), sizes, async (contents, cuts) => {
				const sent = contents.map((bytes, index) => ({ disposition: `name="f${index}"`, content: bytes }))
				const received = await read(inChunks(body(sent), cuts))
				expect(received).toEqual(
					contents.map((bytes, index) => ({ name: `f${index}`, fileName: undefined, content: bytes })),
				)
			}),
			{ numRuns: 150 },
		)
	})

	it("skips what its reader leaves unread", async () => {
		const sent = body([
			{ disposition: 'name="a"; filename="a.pdf"', content: Buffer.alloc(100_000, "x") },
			{ disposition: 'name="b"', content: Buffer.from("second") },
		])
		const names: string[] = []
		for await (const part of readMultipart(inChunks(sent, [1000]), BOUNDARY)) {
			for await (const _ of part.content) break
			names.push(part.name)
		}
		expect(names).toEqual(["a", "b"])
	})

	it.each([
		['filename="Заявление; часть 2 = скан.pdf"', "Заявление; часть 2 = скан.pdf"],
		['filename="a%22b%22.pdf"', 'a"b".pdf'],
		['filename="a\\"b\\".pdf"', 'a"b".pdf'],
		['filename="C:\\Документы\\скан.pdf"', "скан.pdf"],
		['filename="../../etc/passwd"', "passwd"],
		["filename=plain.pdf", "plain.pdf"],
		["filename=\"x\"; filename*=utf-8''%D1%81%D0%BA%D0%B0%D0%BD.pdf", "скан.pdf"],
		['filename=""', ""],
	])("reads a file name as browsers write it: %s", async (header, expected) => {
		const [part] = await read(
			inChunks(body([{ disposition: `name="file"; ${header}`, content: Buffer.from("x") }])),
		)
		expect(part?.fileName).toBe(expected)
	})

	it("is refused when it ends too soon, has no names or endless headers", async () => {
		const whole = body([{ disposition: 'name="a"', content: Buffer.from("text") }])
		await expect(read(inChunks(whole.subarray(0, -20)))).rejects.toBeInstanceOf(MalformedMultipartError)
		await expect(read(inChunks(Buffer.from("no boundary at all")))).rejects.toThrow("unexpected end")
		await expect(read(inChunks(body([{ disposition: "x=1", content: Buffer.from("") }])))).rejects.toThrow(
			"name",
		)
		const endless = Buffer.from(`--${BOUNDARY}\r\nX: ${"y".repeat(40_000)}`)
		await expect(read(inChunks(endless, [5000]))).rejects.toThrow("headers too long")
	})

	it("is known by its boundary", () => {
		expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b")
		expect(boundaryOf("multipart/form-data; boundary=abc")).toBe("abc")
		expect(boundaryOf("application/x-www-form-urlencoded")).toBeNull()
		expect(boundaryOf("multipart/form-data")).toBeNull()
	})
})

it("a file name loses its folder and invisible marks, and macOS's taken-apart letters are put together", () => {
	expect(cleanFileName("папка/Отчёт\u202efdp.exe".normalize("NFD"))).toBe("Отчётfdp.exe")
	expect(cleanFileName("я".repeat(300))).toHaveLength(200)
})
