import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PDFiumDocument } from "@hyzyla/pdfium"
import { PDFParser } from "pdf-lib"
import { SaxesParser } from "saxes"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { FILE_TYPES } from "./file-types.ts"
import { offices } from "./hostile/offices.ts"
import { type Hostile, pdfs } from "./hostile/pdfs.ts"
import { others, pictures } from "./hostile/pictures.ts"
import { type Inspection, inspectFile } from "./inspect.server.ts"

const KINDS: Readonly<Record<string, readonly Hostile[]>> = {
	PDF: pdfs,
	Word: offices,
	picture: pictures,
	"something else": others,
}
const all = Object.entries(KINDS).flatMap(([kind, files]) =>
	files.map(([what, make, expected]) => ({ kind, what, make, expected })),
)

let folder: string
const verdicts = new Map<string, Inspection>()
const parsers = [
	vi.spyOn(PDFParser, "forBytesWithOptions"),
	vi.spyOn(PDFiumDocument.prototype, "getPageCount"),
	vi.spyOn(SaxesParser.prototype, "write"),
	vi.spyOn(sharp.prototype, "metadata"),
	vi.spyOn(sharp.prototype, "toBuffer"),
]

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "hostile-"))
	await Promise.all(all.map(async ({ make }, index) => writeFile(join(folder, String(index)), await make())))
	for (const parser of parsers) parser.mockClear()
	await Promise.all(
		all.map(async ({ kind, what }, index) =>
			verdicts.set(`${kind}: ${what}`, await inspectFile(join(folder, String(index)), "файл", FILE_TYPES)),
		),
	)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe("an upload", () => {
	it("is one of a hundred hostile kinds at least", () => {
		expect(all.filter(({ expected }) => expected !== "taken").length).toBeGreaterThan(100)
	})

	it.each(all)("of $kind, $what: $expected", ({ kind, what, expected }) => {
		const verdict = verdicts.get(`${kind}: ${what}`)
		expect(verdict?.ok ? "taken" : verdict?.code).toBe(expected)
	})

	it("that is refused gets a Russian sentence with what happened and what to do", () => {
		for (const verdict of verdicts.values())
			if (!verdict.ok) expect(verdict.reason).toMatch(/^[А-Я].*«файл».*\. [А-Я].*\.$/)
	})

	it("is never parsed in the process that answers requests", () => {
		for (const parser of parsers) expect(parser).not.toHaveBeenCalled()
	})

	it("leaves nothing in the temporary folder", async () => {
		expect((await readdir(tmpdir())).filter((name) => name.startsWith("attestation-unpack-"))).toEqual([])
	})
})
