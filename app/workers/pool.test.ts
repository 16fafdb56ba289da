import { PDFiumDocument } from "@hyzyla/pdfium"
import { PDFDocument } from "pdf-lib"
import { afterAll, describe, expect, test, vi } from "vitest"
import { readScan } from "#app/scans/read-scan.server.ts"
import { WorkerPool } from "./pool.server.ts"

const emptyPdf = async () => {
	const pdf = await PDFDocument.create({ updateMetadata: false })
	pdf.addPage()
	return pdf.save()
}

describe("a pool of threads", () => {
	const pool = new WorkerPool({ size: 1, timeoutMs: 30_000 })
	afterAll(() => pool.stop())

	test("does tasks one after another and keeps each answer with its question", async () => {
		const [first, second] = await Promise.all([
			pool.run("scan.read", { bytes: await emptyPdf(), lines: 0 }),
			pool.run("scan.read", { bytes: await emptyPdf(), lines: 0 }),
		])
		expect(first.map(({ blank }) => blank)).toEqual([true])
		expect(second).toEqual(first)
	})

	test("tells a failure to whoever asked, and goes on", async () => {
		const damaged = pool.run("scan.read", { bytes: Buffer.from("%PDF-1.7 nothing"), lines: 0 })
		await expect(damaged).rejects.toThrow(/PDF/)
		const next = await pool.run("scan.read", { bytes: await emptyPdf(), lines: 0 })
		expect(next).toHaveLength(1)
	})

	test("leaves the thread that asked free to do other things: nothing is read in it", async () => {
		const readHere = vi.spyOn(PDFiumDocument.prototype, "getPageCount")
		try {
			const bytes = await emptyPdf()
			const aside = await pool.run("scan.read", { bytes, lines: 0 })
			expect(readHere).not.toHaveBeenCalled()
			expect(await readScan(bytes, 0)).toEqual(aside)
			expect(readHere).toHaveBeenCalledOnce()
		} finally {
			readHere.mockRestore()
		}
	})
})

test("a task that takes too long is given up, and the next one gets a new thread", async () => {
	const hasty = new WorkerPool({ size: 1, timeoutMs: 1 })
	await expect(hasty.run("scan.read", { bytes: await emptyPdf(), lines: 0 })).rejects.toThrow(
		/longer than 1 ms/,
	)
	await expect(hasty.run("scan.read", { bytes: await emptyPdf(), lines: 0 })).rejects.toThrow(
		/longer than 1 ms/,
	)
	await hasty.stop()
})

test("a pool that is stopped refuses what was still waiting", async () => {
	const pool = new WorkerPool({ size: 1, timeoutMs: 30_000 })
	const asked = [1, 2].map(async () => pool.run("scan.read", { bytes: await emptyPdf(), lines: 0 }))
	const settled = Promise.allSettled(asked)
	await new Promise((resolve) => setImmediate(resolve))
	await pool.stop()
	expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"])
})
