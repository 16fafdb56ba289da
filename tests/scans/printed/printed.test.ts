import { readdirSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import sharp from "sharp"
import { expect, test } from "vitest"
import { readScan } from "#app/scans/read-scan.server.ts"
import { pdfOf } from "../pdf-of.ts"
import { type Mark, TRUTH } from "./marks.ts"
import { isWrong, type Verdict } from "./measure.ts"

// A few of the three hundred sheets of `npm run bench -- signatures`. A file's name contains its number, what is on the
// line, and which line it is.

const folder = fileURLToPath(new URL("./sheets", import.meta.url))
const sheets = readdirSync(folder)
	.sort()
	.map((file) => {
		const [, mark = "", line = ""] = /^\d+-([a-z-]+)-(\d)\.webp$/.exec(file) ?? []
		return { file, mark: mark.replaceAll("-", " ") as Mark, line: Number(line) }
	})

const verdicts = new Map<string, Verdict>()

test.each(sheets)("$file: nobody is misled about the line with «$mark»", async ({ file, mark, line }) => {
	const jpeg = await sharp(await readFile(`${folder}/${file}`))
		.jpeg({ quality: 90 })
		.toBuffer()
	const [reading] = await readScan(await pdfOf(jpeg), 3)
	const verdict = reading?.signatures.find((one) => one.line === line)?.ink ?? "not found"
	verdicts.set(file, verdict)
	expect(isWrong(mark, verdict)).toBe(false)
})

test("signatures are called signed, clean lines empty, and marks neither", () => {
	const called = sheets.map(({ file, mark }) => ({ truth: TRUTH[mark], verdict: verdicts.get(file) }))
	for (const { truth, verdict } of called) {
		if (truth === "signed" || truth === "empty") expect(verdict).toBe(truth)
		if (truth === "other") expect(verdict).toBe("beside")
		if (truth === "notSigned") expect(["clutter", "empty"]).toContain(verdict)
	}
})
