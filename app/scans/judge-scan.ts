import type { PaperKind } from "#app/documents/sheet-code/sheet-code.ts"
import { type ExpectedPaper, isOfPaper, type JudgedSheet, sheetsIn } from "./judged-sheets.ts"
import { numberPages } from "./page-numbers.ts"
import type { PageReading } from "./reading.ts"
import * as words from "./scan-words.ts"

export type { ExpectedPaper } from "./judged-sheets.ts"

export type ScanFinding = {
	/** «stranger»: the codes prove that this is another person's paper, or a different paper. */
	code:
		| "stranger"
		| "foreign"
		| "outdated"
		| "missing"
		| "together"
		| "repeated"
		| "blank"
		| "unread"
		| "unnumbered"
		| "unsigned"
		| "unsure"
	/** True if the codes prove it, so that it must be corrected before filing. Otherwise a person decides. */
	certain: boolean
	/** In Russian, without a full stop. Page numbers refer to the stored PDF. */
	text: string
}

export type ScanReport = {
	pages: number
	/** Number of pages with one of our codes. */
	read: number
	/** Pages of the upload (from 0) in their right order, each with its quarter turns clockwise. */
	order: { page: number; turns: number }[]
	/** True if the upload had a wrong order, or pages lying on their side. */
	arranged: boolean
	findings: ScanFinding[]
}

/** The part of a report that people see. */
export type ScanRead = Pick<ScanReport, "findings" | "arranged">

/** @param report as the row stores it; null if nothing was read */
export const scanRead = (report: ScanReport | null): ScanRead | null =>
	report && { findings: report.findings, arranged: report.arranged }

const GENITIVE: Readonly<Record<PaperKind, string>> = {
	application: "заявления",
	annex: "приложения к заявлению",
	withdrawal: "заявления на отзыв",
	conclusion: "итогового заключения",
	consent: "согласия на обработку персональных данных",
	"expert-contract": "данных для договора",
}

/** A picture of the upload with the sheets in it. */
interface Picture {
	reading: PageReading
	/** Position in the upload, from 0. */
	page: number
	sheets: JudgedSheet[]
}

interface Judged {
	/** In their right order. */
	pictures: Picture[]
	numbers: ReturnType<typeof numberPages>
	expected: ExpectedPaper
}

/**
 * Compares the pages that were read with the formed paper. Pure. It is only as certain as the codes are: it never calls an
 * unreadable page missing or foreign, and calls a signature missing only if its line is clearly empty.
 */
export function judgeScan(readings: readonly PageReading[], expected: ExpectedPaper): ScanReport {
	const upload = readings.map(
		(reading, page): Picture => ({ reading, page, sheets: sheetsIn(reading, page, expected) }),
	)
	const own = upload.flatMap(({ sheets }) => sheets.filter(({ is }) => is === "own"))
	const numbers = numberPages(own)
	const pictures = arrange(upload, numbers)
	const order = pictures.map(({ page, reading }) => ({ page, turns: reading.turns }))
	return {
		pages: upload.length,
		read: upload.filter(({ reading }) => reading.sheets.length > 0).length,
		order,
		arranged: order.some(({ page, turns }, index) => page !== index || turns !== 0),
		findings: findingsOf({ pictures, numbers, expected }),
	}
}

/** Sorts pictures by page number. A picture without a number stays after the one before it, or takes the only free place. */
function arrange(upload: Picture[], { pages, missing, isOrderKnown }: Judged["numbers"]): Picture[] {
	if (!isOrderKnown) return upload
	const unread = upload.filter(({ sheets }) => sheets.every(({ is }) => is === "unread"))
	const gap = unread.length === 1 && missing.length === 1 ? missing[0] : undefined
	let last = 0
	const placed = upload.map((picture) => {
		const known = picture.sheets.flatMap((sheet) => pages.get(sheet) ?? [])
		if (known.length > 0) last = Math.min(...known)
		else if (gap !== undefined && picture === unread[0]) return { picture, place: gap }
		return { picture, place: known.length > 0 ? last : last + 0.5 }
	})
	return placed
		.sort((a, b) => a.place - b.place || a.picture.page - b.picture.page)
		.map(({ picture }) => picture)
}

const finding = (code: ScanFinding["code"], certain: boolean, text: string): ScanFinding => ({
	code,
	certain,
	text,
})

/** Numbers, from 1, of the pictures that contain such a sheet. */
const positions = (pictures: readonly Picture[], is: (sheet: JudgedSheet) => boolean) =>
	pictures.flatMap(({ sheets }, index) => (sheets.some(is) ? [index + 1] : []))

function findingsOf(judged: Judged): ScanFinding[] {
	const { pictures, expected } = judged
	const sheets = pictures.flatMap((picture) => picture.sheets)
	const are = (...kinds: JudgedSheet["is"][]) => positions(pictures, ({ is }) => kinds.includes(is))
	const paper = GENITIVE[expected.kind]
	const blank = are("blank").map((page) => finding("blank", false, `Страница ${page} пустая`))
	// Nobody signs an empty sheet, so the scanner took the wrong side or the wrong file was chosen.
	if (sheets.every(({ is }) => is === "blank"))
		return [finding("blank", true, words.allBlank(pictures.length))]
	if (sheets.every(({ is }) => is === "unread" || is === "blank")) return [...unread(pictures), ...blank]
	if (are("own", "unread").length === 0)
		return [
			are("outdated").length > 0
				? finding("outdated", true, words.allOutdated(paper))
				: finding("stranger", true, expected.stranger ?? `Это скан другого документа, а нужен скан ${paper}`),
			...blank,
		]
	return [
		...are("foreign").map((page) => finding("stranger", true, `Страница ${page} — из другого документа`)),
		...otherKinds(pictures, paper),
		...are("outdated").map((page) => finding("outdated", true, words.outdated(page, paper))),
		...together(judged),
		...missing(judged),
		...unnumbered(judged),
		...repeated(judged),
		...blank,
		...unread(pictures),
		...positions(pictures, ({ is, byLine }) => is === "own" && byLine).map((page) =>
			finding("unsure", false, words.footless(page)),
		),
		...signatures(judged),
	]
}

const otherKinds = (pictures: readonly Picture[], paper: string) =>
	pictures.flatMap(({ sheets }, index) =>
		sheets
			.filter(({ is }) => is === "otherKind")
			.map(({ kind }) =>
				finding(
					"foreign",
					true,
					kind
						? `Страница ${index + 1} — не из ${paper}, а из ${GENITIVE[kind]}`
						: `Страница ${index + 1} — не из ${paper}`,
				),
			),
	)

/** Several sheets in one picture: no page is missing, but people must check that each sheet is completely visible. */
const together = ({ pictures, numbers: { pages } }: Judged) =>
	pictures.flatMap(({ sheets }, index) => {
		if (sheets.length < 2) return []
		const known = sheets.flatMap((sheet) => pages.get(sheet) ?? []).sort((a, b) => a - b)
		return [finding("together", false, words.together(index + 1, sheets.length, known))]
	})

function missing({ pictures, numbers, expected }: Judged): ScanFinding[] {
	const doubtful = positions(pictures, ({ is }) => is === "unread").length
	// If there are as many unreadable pages as missing ones, they may be the same pages, so nothing is reported.
	if (numbers.missing.length <= doubtful) return []
	const text = words.missing(numbers.missing, numbers.total)
	const roomy = pictures.flatMap(({ reading, sheets }, index) =>
		reading.roomy && sheets.length === 1 ? [index + 1] : [],
	)
	const [picture] = roomy
	// Half of a wide picture may be the missing sheet.
	if (picture !== undefined && numbers.missing.length <= doubtful + roomy.length)
		return [finding("together", false, words.perhapsTogether(picture, numbers.missing, numbers.total))]
	const unplaced = [...numbers.pages.values()].filter((page) => page === null).length
	if (unplaced >= numbers.missing.length) return []
	if (!numbers.isGapKnown) return [finding("missing", false, words.gap(GENITIVE[expected.kind]))]
	return [finding("missing", doubtful + unplaced === 0, text)]
}

/** Sheets of this paper for which neither number nor place was read. People must check that no page is missing. */
function unnumbered({ pictures, numbers: { pages } }: Judged): ScanFinding[] {
	const where = positions(pictures, (sheet) => pages.get(sheet) === null && !sheet.byLine)
	return where.length > 0 ? [finding("unnumbered", false, words.unnumbered(where, pictures.length))] : []
}

function repeated({ numbers: { pages } }: Judged): ScanFinding[] {
	const seen = new Map<number, number>()
	for (const page of pages.values()) if (page !== null) seen.set(page, (seen.get(page) ?? 0) + 1)
	return [...seen]
		.filter(([, times]) => times > 1)
		.map(([page, times]) => finding("repeated", false, words.repeated(page, times)))
}

/** Pages without a readable code, grouped by what spoils them. */
function unread(pictures: readonly Picture[]): ScanFinding[] {
	const byFault = new Map<PageReading["fault"], number[]>()
	for (const [index, { sheets, reading }] of pictures.entries())
		if (sheets.some(({ is }) => is === "unread"))
			byFault.set(reading.fault, [...(byFault.get(reading.fault) ?? []), index + 1])
	return [...byFault].map(([fault, pages]) =>
		finding("unread", false, words.unread(pages, pictures.length, fault)),
	)
}

function signatures({ pictures, numbers, expected }: Judged): ScanFinding[] {
	const read = pictures
		.filter(({ sheets }) => sheets.some(({ is }) => is === "own"))
		.flatMap(({ reading }) => reading.signatures)
		.filter((signature) => isOfPaper(signature, expected))
	const lines = Object.entries(expected.signatures)
	return lines.flatMap(([line, whose]) => {
		const inks = read.filter((signature) => signature.line === Number(line)).map(({ ink }) => ink)
		const name = lines.length === 1 ? "Подпись" : `Подпись ${whose}`
		if (inks.includes("signed")) return []
		// The page with this line is missing, and that is already reported.
		if (inks.length === 0 && numbers.missing.length > 0) return []
		if (inks.length > 0 && inks.every((ink) => ink === "empty"))
			return [finding("unsigned", true, `${name} не найдена: строка для неё пуста`)]
		return [finding("unsure", false, words.doubtful(name, inks))]
	})
}

/** Findings that «I am sure» cannot overrule, because the file would show one person another person's paper. */
export const strangers = (report: Pick<ScanReport, "findings"> | null) =>
	(report?.findings ?? []).filter(({ code }) => code === "stranger")

/** The findings that must be corrected before filing. A person decides on the others. */
export const objections = (report: Pick<ScanReport, "findings"> | null) =>
	(report?.findings ?? []).filter(({ certain }) => certain)
