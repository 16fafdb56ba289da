import { readFile } from "node:fs/promises"
import { PDFiumLibrary } from "@hyzyla/pdfium"
import { describe, expect, test } from "vitest"
import { readPaper } from "#app/documents/read-paper.ts"
import { readTemplate } from "#app/documents/read-template.server.ts"
import { paperIdOf } from "#app/documents/sheet-code/sheet-code.ts"
import { fileStore } from "#app/files/store.server.ts"
import { checkScan } from "#app/scans/check-scan.server.ts"
import { type ExpectedPaper, objections } from "#app/scans/judge-scan.ts"
import { diplomaOf, putPaper } from "./papers.ts"

const PAPER: ExpectedPaper = {
	paperId: paperIdOf("0123456789"),
	kind: "application",
	edition: { version: 1, hash: "000" },
	signatures: { 1: "педагога" },
}

describe("a scan of the demo region", () => {
	test.each([
		-1, 0, 1,
	])("that lay askew by %s has codes that prove its sheets and its signature", async (tilt) => {
		const blocks = readPaper(await readTemplate("application"))
		const scan = await putPaper("Заявление", { blocks, paper: PAPER, date: "12 сентября 2026 г.", tilt })
		const { report } = await checkScan({ ...scan, type: "application/pdf", blankPages: [] }, PAPER)
		expect(report?.read).toBeTruthy()
		expect(objections(report)).toEqual([])
	})

	test("shows the words of the paper, the date at the signature, and nothing in English", async () => {
		const blocks = diplomaOf(
			"Ёлкина Анна Юрьевна",
			"диплом победителя областного конкурса от 12.04.2026 № 904",
		)
		const scan = await putPaper("Диплом", { blocks, paper: null, date: "12 апреля 2026 г.", tilt: 0.5 })
		const text = await textIn(await readFile(await fileStore().path(scan.hash)))
		for (const words of ["ДИПЛОМ", "Ёлкина Анна Юрьевна", "от 12.04.2026 № 904", "12 апреля 2026 г."])
			expect(text).toContain(words)
		expect(text).not.toMatch(/[A-Za-z]{2,}/)
	})
})

async function textIn(bytes: Buffer): Promise<string> {
	const library = await PDFiumLibrary.init()
	const document = await library.loadDocument(bytes)
	const text = [...document.pages()].map((page) => page.getText()).join("\n")
	document.destroy()
	library.destroy()
	return text
}
