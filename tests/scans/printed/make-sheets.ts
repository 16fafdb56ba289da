import { mkdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import sharp from "sharp"
import { Dice } from "../random.ts"
import { drawMark, type Mark } from "./marks.ts"
import { type PrintedPage, printPapers } from "./print-papers.ts"
import { type Device, spoil } from "./spoil.ts"

export interface MadeSheet {
	file: string
	mark: Mark
	device: Device
	kind: PrintedPage["kind"]
	line: number
}

const SHEETS: Readonly<Record<Mark, number>> = {
	signature: 70,
	"short signature": 30,
	"pale signature": 20,
	nothing: 75,
	"signature beside": 30,
	fold: 15,
	tick: 15,
	dash: 15,
	"typed name": 15,
	coffee: 15,
}

/** A4 at 200 dots per inch. */
const [SHORT, LONG] = [1654, 2339]

/** Makes the three hundred sheets as JPEGs. The same seeds give the same sheets. */
export async function makeSheets(folder: string): Promise<MadeSheet[]> {
	const printed = (await printPapers(join(folder, "papers"))).filter(({ lines }) => lines.length > 0)
	const made = join(folder, "sheets")
	await rm(made, { recursive: true, force: true })
	await mkdir(made, { recursive: true })
	const sheets: MadeSheet[] = []
	// Mixed, so that each part of the run is like the whole.
	const wanted = (Object.entries(SHEETS) as [Mark, number][])
		.flatMap(([mark, times]) =>
			Array.from({ length: times }, (_, one) => ({ mark, at: (one + 0.5) / times })),
		)
		.sort((a, b) => a.at - b.at)
	for (const [index, { mark }] of wanted.entries()) {
		const dice = new Dice(20_000 + index * 31)
		const page = dice.pick(printed)
		const line = dice.pick(page.lines)
		const device = dice.pick(["scanner", "scanner", "phone", "phone", "phone", "office copier"] as const)
		const name = `${String(index + 1).padStart(3, "0")}-${mark.replaceAll(" ", "-")}`
		const inked = join(made, `${name}.png`)
		const [width, height, box] = page.isWide ? [LONG, SHORT, "0 0 297 210"] : [SHORT, LONG, "0 0 210 297"]
		const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}">${drawMark(mark, line, dice, page.lines.length === 1)}</svg>`
		await sharp(page.file)
			.resize(width, height, { fit: "fill" })
			.toColourspace("srgb")
			.composite([{ input: Buffer.from(svg), blend: "multiply" }])
			.png({ compressionLevel: 1 })
			.toFile(inked)
		await spoil({ from: inked, to: join(made, `${name}.jpg`), isWide: page.isWide }, device, dice)
		await rm(inked)
		sheets.push({ file: join(made, `${name}.jpg`), mark, device, kind: page.kind, line: line.line })
		if (sheets.length % 25 > 0 && sheets.length < wanted.length) continue
		await writeFile(join(folder, "sheets.json"), JSON.stringify(sheets, null, "\t"))
		console.log(`${sheets.length} sheets made`)
	}
	return sheets
}
