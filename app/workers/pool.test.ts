import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDFiumDocument } from "@hyzyla/pdfium"
import { PDFDocument } from "pdf-lib"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { readScan } from "#app/scans/read-scan.server.ts"
import { WorkerPool } from "./pool.server.ts"

let folder: string
let bytes: Uint8Array
let path: string
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "pool-"))
	const pdf = await PDFDocument.create({ updateMetadata: false })
	pdf.addPage()
	bytes = await pdf.save()
	path = join(folder, "empty.pdf")
	await writeFile(path, bytes)
	await writeFile(join(folder, "damaged.pdf"), "%PDF-1.7 nothing")
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe("a pool of processes", () => {
	const pool = new WorkerPool({ size: 1, limitMs: 60_000 })
	afterAll(() => pool.stop())

	test("does tasks one after another and keeps each answer with its question", async () => {
		const [first, second] = await Promise.all([
			pool.run("scan.read", { path, lines: 0 }),
			pool.run("scan.read", { path, lines: 0 }),
		])
		expect(first.map(({ blank }) => blank)).toEqual([true])
		expect(second).toEqual(first)
	})

	test("reports a failure to its caller, and continues", async () => {
		const damaged = pool.run("scan.read", { path: join(folder, "damaged.pdf"), lines: 0 })
		await expect(damaged).rejects.toThrow(/PDF/)
		expect(await pool.run("scan.read", { path, lines: 0 })).toHaveLength(1)
	})

	test("leaves the calling process free to do other things", async () => {
		const readHere = vi.spyOn(PDFiumDocument.prototype, "getPageCount")
		try {
			const aside = await pool.run("scan.read", { path, lines: 0 })
			expect(readHere).not.toHaveBeenCalled()
			expect(await readScan(bytes, 0)).toEqual(aside)
			expect(readHere).toHaveBeenCalledOnce()
		} finally {
			readHere.mockRestore()
		}
	})
})

test("aborts a task that takes too long, and the next one gets a new process", async () => {
	const pool = new WorkerPool({ size: 1, limitMs: 60_000 })
	const hasty = () => pool.run("scan.read", { path, lines: 0 }, { limitMs: 1 })
	await expect(hasty()).rejects.toMatchObject({ name: "WorkerLimitError", limit: "time" })
	await expect(hasty()).rejects.toMatchObject({ limit: "time" })
	expect(await pool.run("scan.read", { path, lines: 0 })).toHaveLength(1)
	await pool.stop()
})

test("ends only the process whose task takes too much memory", async () => {
	const narrow = new WorkerPool({ size: 1, limitMs: 60_000, memoryMb: 40 })
	await expect(narrow.run("scan.read", { path, lines: 0 })).rejects.toMatchObject({ limit: "memory" })
	await narrow.stop()
})

test("refuses more tasks at once when its queue is full", async () => {
	const pool = new WorkerPool({ size: 1, limitMs: 60_000, maxWaiting: 1 })
	const asked = [1, 2, 3].map(() => pool.run("scan.read", { path, lines: 0 }))
	const settled = await Promise.allSettled(asked)
	expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"])
	expect(settled[2]).toMatchObject({ reason: { limit: "queue" } })
	await pool.stop()
})

test("refuses waiting tasks when it is stopped", async () => {
	const pool = new WorkerPool({ size: 1, limitMs: 60_000 })
	const settled = Promise.allSettled([1, 2].map(() => pool.run("scan.read", { path, lines: 0 })))
	await new Promise((resolve) => setImmediate(resolve))
	await pool.stop()
	expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"])
})
