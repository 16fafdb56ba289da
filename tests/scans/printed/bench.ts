import { readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import { type MadeSheet, makeSheets } from "./make-sheets.ts"
import { Confusion, verdictOn } from "./measure.ts"
import { missingTools } from "./tools.ts"

// `npm run bench -- signatures` prints our Word forms, marks the signature lines, spoils three hundred sheets as devices
// do, and counts what the reader says about each. The table is written to signatures.md in the folder above. With `--keep`
// the sheets of the last run are read again.

const FOLDER = path.resolve("var/printed-sheets")
const FILE = path.resolve("tests/scans/signatures.md")

const missing = await missingTools()
if (missing.length > 0) {
	console.error(
		`Not installed: ${missing.join(", ")}. The sheets are made by LibreOffice, poppler and ImageMagick.`,
	)
	process.exit(1)
}
const sheets = process.argv.includes("--keep")
	? (JSON.parse(await readFile(path.join(FOLDER, "sheets.json"), "utf8")) as MadeSheet[])
	: await makeSheets(FOLDER)
const step = Number(process.argv.find((one) => one.startsWith("--every="))?.slice(8) ?? 1)
const confusion = new Confusion()
for (const sheet of sheets.filter((_, index) => index % step === 0)) {
	const verdict = await verdictOn(sheet)
	confusion.add(sheet.mark, verdict)
	console.log(`${path.basename(sheet.file)}\t${sheet.device}\t${sheet.kind}\t${verdict}`)
}
console.log([...confusion.table(), `wrong: ${confusion.wrong}`].join("\n"))
if (step === 1) {
	const BEGIN = "<!-- table -->"
	const before = await readFile(FILE, "utf8").catch(() => `# Lines for signatures\n\n${BEGIN}\n`)
	const text = before.slice(0, before.indexOf(BEGIN) + BEGIN.length)
	await writeFile(FILE, [text, "", ...confusion.table(), ""].join("\n"))
}
