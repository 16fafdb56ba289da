import type { PaperKind, SheetCode, SheetPlace } from "#app/documents/sheet-code/sheet-code.ts"
import type { PageReading, ReadSheet, ReadSignature } from "./reading.ts"

/** The paper that the scan should show. */
export interface ExpectedPaper extends Pick<SheetCode, "paperId" | "kind"> {
	/** Null if any version is accepted, as for a form that people complete by hand after printing. */
	edition: Pick<SheetCode, "version" | "hash"> | null
	/** The lines to sign, with their owners: «педагога», «первого специалиста». A single line needs no name. */
	signatures: Readonly<Record<number, string>>
	/** What a scan that shows only another paper's codes is called. By default it is another document. */
	stranger?: string
}

export type Belonging = "own" | "outdated" | "otherKind" | "foreign" | "blank" | "unread"

/** One sheet of paper in the scan. A picture that shows two sheets gives two. */
export interface JudgedSheet {
	/** Position of its picture in the upload, from 0. */
	picture: number
	is: Belonging
	kind: PaperKind | null
	place: SheetPlace | null
	/** The printed page number, or null if it was not read or the sheet does not belong to this paper. */
	number: { page: number; of: number } | null
	/** True if only the signature line shows which sheet it is, because the square at its foot was not read. */
	byLine: boolean
	/** True if it contains the paper's last signature line, so it is the last page. */
	isLast: boolean
}

/** The number of signature lines at the end of each paper. */
const LINES: Readonly<Record<PaperKind, number>> = {
	application: 1,
	annex: 1,
	withdrawal: 1,
	conclusion: 3,
	consent: 1,
	"expert-contract": 1,
}

function belongingOf({ code }: ReadSheet, expected: ExpectedPaper): Belonging {
	if (code.paperId !== expected.paperId) return "foreign"
	if (code.kind !== expected.kind) return "otherKind"
	const { edition } = expected
	return edition && (code.version !== edition.version || code.hash !== edition.hash) ? "outdated" : "own"
}

function belongingByLine({ paperId, kind }: ReadSignature, expected: ExpectedPaper): Belonging {
	if (paperId !== expected.paperId) return "foreign"
	return kind && kind !== expected.kind ? "otherKind" : "own"
}

/** Whether a signature line belongs to the expected paper, and not to its annex, which has the same id. */
export const isOfPaper = ({ paperId, kind }: ReadSignature, expected: ExpectedPaper) =>
	paperId === expected.paperId && (kind === null || kind === expected.kind)

/** The sheets in one picture. A picture without any readable square counts as one sheet. */
export function sheetsIn(reading: PageReading, picture: number, expected: ExpectedPaper): JudgedSheet[] {
	const bare = { picture, kind: null, place: null, number: null, byLine: false, isLast: false }
	if (reading.blank) return [{ ...bare, is: "blank" }]
	const holdsEnd = reading.signatures.some(
		(one) => isOfPaper(one, expected) && one.line >= LINES[expected.kind],
	)
	const bySquare = reading.sheets.map((sheet): JudgedSheet => {
		const is = belongingOf(sheet, expected)
		const own = is === "own"
		return {
			...bare,
			is,
			kind: sheet.code.kind,
			place: own ? sheet.place : null,
			number: own ? sheet.number : null,
			// If a picture shows two sheets, we cannot tell which of them has the line.
			isLast: own && holdsEnd && reading.sheets.length === 1,
		}
	})
	if (bySquare.length > 0) return bySquare
	const [line] = reading.signatures
	if (!line) return [{ ...bare, is: "unread" }]
	const is = belongingByLine(line, expected)
	return [{ ...bare, is, kind: line.kind, byLine: true, isLast: is === "own" && holdsEnd }]
}
