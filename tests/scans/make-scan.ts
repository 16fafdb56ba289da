import { PDFDocument } from "pdf-lib"
import { type Damage, distort, rollDamage } from "./distort.ts"
import { Dice } from "./random.ts"
import { printSheet, type SheetName } from "./sheets.ts"

export interface MadePage {
	sheet: SheetName | "blank"
	signed: boolean
	damage: Damage
}

export interface MadeScan {
	bytes: Uint8Array
	pages: MadePage[]
}

const A4 = { short: 595.28, long: 841.89 }

/** A PDF as a scanner's program writes it: one JPEG for each page. */
export async function makeScan(
	sheets: readonly (SheetName | "blank")[],
	seed: number,
	signed = true,
): Promise<MadeScan> {
	const dice = new Dice(seed)
	const pdf = await PDFDocument.create({ updateMetadata: false })
	const pages: MadePage[] = []
	for (const sheet of sheets) {
		const damage = rollDamage(dice)
		const signs = signed && sheet === "own-4"
		const printed = await printSheet(sheet, { dpi: damage.dpi, signed: signs, dice })
		const picture = await pdf.embedJpg(await distort(printed, damage, dice))
		const [width, height] = picture.width > picture.height ? [A4.long, A4.short] : [A4.short, A4.long]
		pdf.addPage([width, height]).drawImage(picture, { x: 0, y: 0, width, height })
		pages.push({ sheet, signed: signs, damage })
	}
	return { bytes: await pdf.save(), pages }
}

const ALL: readonly SheetName[] = ["own-1", "own-2", "own-3", "own-4"]

/** Rolls one of the three hundred scans: its pages in any order, sometimes with one missing, foreign, outdated, repeated or blank. */
export function rollSheets(seed: number): (SheetName | "blank")[] {
	const dice = new Dice(seed * 7919 + 1)
	const sheets: (SheetName | "blank")[] = dice.chance(0.6) ? dice.shuffle(ALL) : [...ALL]
	const fault = dice.whole(0, 9)
	if (fault === 0) sheets.splice(dice.whole(0, 3), 1)
	if (fault === 1) sheets[dice.whole(0, 3)] = "foreign-3"
	if (fault === 2) sheets[dice.whole(0, 3)] = "older-2"
	if (fault === 3) sheets.push(dice.pick(ALL))
	if (fault === 4) sheets.splice(dice.whole(0, 4), 0, "blank")
	return sheets
}
