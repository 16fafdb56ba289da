import type { PageReading } from "#app/scans/reading.ts"
import type { MadeScan } from "./make-scan.ts"
import { FOREIGN, OLDER, OWN, PAGES, SHEETS } from "./sheets.ts"

/** How well one scan was read, compared with what was drawn. */
export interface Tally {
	/** Pages with a code, and how many of them gave the right code and number. */
	pages: number
	read: number
	/** Codes or numbers misread as those of another page. None is allowed. */
	wrong: number
	/** Signature lines: judged correctly, left for people to judge, or judged wrongly. */
	signatures: { right: number; unsure: number; wrong: number }
	blank: { pages: number; seen: number }
}

const PAPERS = { own: OWN, older: OLDER, foreign: FOREIGN } as const

const same = (a: object | null, b: object) =>
	a !== null && Object.entries(b).every(([key, value]) => Reflect.get(a, key) === value)

export function tallyScan({ pages }: MadeScan, readings: readonly PageReading[]): Tally {
	const tally: Tally = {
		pages: 0,
		read: 0,
		wrong: 0,
		signatures: { right: 0, unsure: 0, wrong: 0 },
		blank: { pages: 0, seen: 0 },
	}
	for (const [index, { sheet, signed }] of pages.entries()) {
		const reading = readings[index]
		if (!reading) throw new Error("a page was not read at all")
		if (sheet === "blank") {
			tally.blank.pages++
			if (reading.blank) tally.blank.seen++
			if (reading.sheets.length > 0) tally.wrong++
			continue
		}
		const { paper, page } = SHEETS[sheet]
		tally.pages++
		const [found] = reading.sheets
		const rightCode = same(found?.code ?? null, PAPERS[paper])
		const rightNumber = same(found?.number ?? null, { page, of: PAGES })
		if (rightCode && rightNumber) tally.read++
		if (found && (!rightCode || (found.number && !rightNumber))) tally.wrong++
		if (sheet !== "own-4") continue
		const ink = reading.signatures[0]?.ink ?? "unsure"
		if (ink === (signed ? "signed" : "empty")) tally.signatures.right++
		else if (ink === "signed" || ink === "empty") tally.signatures.wrong++
		else tally.signatures.unsure++
	}
	return tally
}
