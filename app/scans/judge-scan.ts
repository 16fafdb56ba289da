import type { PaperKind, SheetCode } from "#app/documents/sheet-code/sheet-code.ts"
import { counted } from "#app/utils/russian.ts"
import type { PageReading } from "./reading.ts"

/** The paper that the scan should show. */
export interface ExpectedPaper extends Pick<SheetCode, "paperId" | "kind"> {
	/** Null: any version is accepted, as for a form that people complete by hand after printing. */
	edition: Pick<SheetCode, "version" | "hash"> | null
	/** The lines to sign and whose they are: «педагога», «первого специалиста». If there is only one, it needs no name. */
	signatures: Readonly<Record<number, string>>
}

export type ScanFinding = {
	/** «stranger»: the codes prove a paper of another person, or another paper altogether. */
	code:
		| "stranger"
		| "foreign"
		| "outdated"
		| "missing"
		| "repeated"
		| "blank"
		| "unread"
		| "unsigned"
		| "unsure"
	/** The codes prove it, so it must be corrected before the paper is filed. Otherwise a person decides. */
	certain: boolean
	/** In Russian, without a full stop. Page numbers refer to the stored PDF. */
	text: string
}

export type ScanReport = {
	pages: number
	/** Number of pages whose code and number were read. */
	read: number
	/** Pages of the upload (from 0) in their right order, each with its quarter turns clockwise. */
	order: { page: number; turns: number }[]
	/** The upload had a wrong order, or pages that lay on their side. */
	arranged: boolean
	findings: ScanFinding[]
}

/** The part of a report that people see. */
export type ScanRead = Pick<ScanReport, "findings" | "arranged">

/** @param report as the row stores it; null: nothing was read */
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

type Belonging = "own" | "outdated" | "otherKind" | "foreign" | "blank" | "unread"

interface Sheet {
	reading: PageReading
	/** Position in the upload, from 0. */
	page: number
	is: Belonging
	/** Number on the sheet; null if it was not read or the sheet does not belong to this paper. */
	number: number | null
}

function belonging({ sheet, blank, number }: PageReading, expected: ExpectedPaper): Belonging {
	if (blank) return "blank"
	if (!sheet) return "unread"
	if (sheet.paperId !== expected.paperId) return "foreign"
	if (sheet.kind !== expected.kind) return "otherKind"
	const { edition } = expected
	if (edition && (sheet.version !== edition.version || sheet.hash !== edition.hash)) return "outdated"
	return number ? "own" : "unread"
}

/**
 * Compares the pages that were read with the formed paper. Pure. It is certain only where the codes are: it never calls
 * an unreadable page missing or foreign, and calls a signature missing only if its line is clearly empty.
 */
export function judgeScan(readings: readonly PageReading[], expected: ExpectedPaper): ScanReport {
	const sheets = readings.map((reading, page): Sheet => {
		const is = belonging(reading, expected)
		return { reading, page, is, number: is === "own" ? (reading.number?.page ?? null) : null }
	})
	const missing = missingPages(sheets)
	const ordered = arrange(sheets, missing)
	const order = ordered.map(({ page, reading }) => ({ page, turns: reading.turns }))
	return {
		pages: sheets.length,
		read: readings.filter(({ sheet, number }) => sheet && number).length,
		order,
		arranged: order.some(({ page, turns }, index) => page !== index || turns !== 0),
		findings: findingsOf(ordered, missing, expected),
	}
}

const of = (sheets: readonly Sheet[], ...kinds: Belonging[]) => sheets.filter(({ is }) => kinds.includes(is))

function pagesOf(sheets: readonly Sheet[]): number {
	const votes = new Map<number, number>()
	for (const { reading } of of(sheets, "own"))
		if (reading.number) votes.set(reading.number.of, (votes.get(reading.number.of) ?? 0) + 1)
	return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0
}

function missingPages(sheets: readonly Sheet[]): number[] {
	const present = new Set(sheets.map(({ number }) => number))
	return Array.from({ length: pagesOf(sheets) }, (_, index) => index + 1).filter((one) => !present.has(one))
}

/** Sorts sheets by number. A sheet without one stays after the sheet before it, or takes the only free place. */
function arrange(sheets: readonly Sheet[], missing: readonly number[]): Sheet[] {
	const unread = of(sheets, "unread")
	const gap = unread.length === 1 && missing.length === 1 ? missing[0] : undefined
	let last = 0
	const placed = sheets.map((sheet) => {
		if (sheet.number !== null) last = sheet.number
		else if (sheet.is === "unread" && gap !== undefined) return { sheet, place: gap }
		return { sheet, place: sheet.number ?? last + 0.5 }
	})
	return placed.sort((a, b) => a.place - b.place || a.sheet.page - b.sheet.page).map(({ sheet }) => sheet)
}

const finding = (code: ScanFinding["code"], certain: boolean, text: string): ScanFinding => ({
	code,
	certain,
	text,
})

function findingsOf(
	sheets: readonly Sheet[],
	missing: readonly number[],
	expected: ExpectedPaper,
): ScanFinding[] {
	const positions = (...kinds: Belonging[]) =>
		sheets.flatMap(({ is }, index) => (kinds.includes(is) ? [index + 1] : []))
	const paper = GENITIVE[expected.kind]
	if (sheets.every(({ is }) => is === "unread" || is === "blank"))
		return [...unread(positions("unread"), sheets.length), ...blank(positions("blank"))]
	const current = "Скачайте, распечатайте и подпишите текущую"
	const found: ScanFinding[] = []
	if (of(sheets, "own", "unread").length === 0) {
		const older = of(sheets, "outdated").length > 0
		found.push(
			older
				? finding("outdated", true, `Скан напечатан с прежней версии ${paper}. ${current}`)
				: finding("stranger", true, `Это скан другого документа, а нужен скан ${paper}`),
		)
		return [...found, ...blank(positions("blank"))]
	}
	for (const page of positions("foreign"))
		found.push(finding("stranger", true, `Страница ${page} — из другого документа`))
	for (const [index, { is, reading }] of sheets.entries())
		if (is === "otherKind" && reading.sheet)
			found.push(
				finding(
					"foreign",
					true,
					`Страница ${index + 1} — не из ${paper}, а из ${GENITIVE[reading.sheet.kind]}`,
				),
			)
	for (const page of positions("outdated"))
		found.push(finding("outdated", true, `Страница ${page} напечатана с прежней версии ${paper}. ${current}`))
	const doubtful = positions("unread")
	// If there are as many unreadable pages as missing ones, they may be the same pages, so nothing is reported.
	if (missing.length > doubtful.length)
		found.push(finding("missing", doubtful.length === 0, missingText(missing, pagesOf(sheets))))
	return [
		...found,
		...repeated(sheets),
		...blank(positions("blank")),
		...unread(doubtful, sheets.length),
		...signatures(sheets, missing, expected),
	]
}

const list = (numbers: readonly number[]) =>
	numbers.length > 1 ? `${numbers.slice(0, -1).join(", ")} и ${numbers.at(-1)}` : `${numbers[0]}`

const missingText = (missing: readonly number[], total: number) =>
	`Не хватает ${missing.length > 1 ? "страниц" : "страницы"} ${list(missing)} из ${total}`

function repeated(sheets: readonly Sheet[]): ScanFinding[] {
	const seen = new Map<number, number>()
	for (const { number } of sheets) if (number !== null) seen.set(number, (seen.get(number) ?? 0) + 1)
	return [...seen]
		.filter(([, times]) => times > 1)
		.map(([number, times]) =>
			finding(
				"repeated",
				false,
				`Страница ${number} повторяется: приложена ${counted(times, ["раз", "раза", "раз"])}`,
			),
		)
}

const blank = (pages: readonly number[]) =>
	pages.map((page) => finding("blank", false, `Страница ${page} пустая`))

function unread(pages: readonly number[], total: number): ScanFinding[] {
	if (pages.length === 0) return []
	const where =
		pages.length === total ? "в скане" : `на ${pages.length > 1 ? "страницах" : "странице"} ${list(pages)}`
	const text = `Не удалось прочитать код ${where}: проверьте сами, что все страницы и подпись на месте`
	return [finding("unread", false, text)]
}

function signatures(
	sheets: readonly Sheet[],
	missing: readonly number[],
	{ paperId, signatures: lines }: ExpectedPaper,
): ScanFinding[] {
	const seen = sheets
		.flatMap(({ reading }) => reading.signatures)
		.filter((signature) => signature.paperId === paperId)
	const one = Object.keys(lines).length === 1
	return Object.entries(lines).flatMap(([line, whose]) => {
		const inks = seen.filter((signature) => signature.line === Number(line)).map(({ ink }) => ink)
		const name = one ? "Подпись" : `Подпись ${whose}`
		if (inks.includes("signed")) return []
		if (inks.length > 0 && inks.every((ink) => ink === "empty"))
			return [finding("unsigned", true, `${name} не найдена: строка для неё пуста`)]
		// The page with this line is missing, and that is already reported.
		if (inks.length === 0 && missing.length > 0) return []
		return [finding("unsure", false, `${name}: не удалось проверить, посмотрите сами, что она на месте`)]
	})
}

/** Findings that nobody can answer with «I am sure»: the file would show one person the paper of another. */
export const strangers = (report: Pick<ScanReport, "findings"> | null) =>
	(report?.findings ?? []).filter(({ code }) => code === "stranger")

/** The findings that must be corrected before filing. A person looks at the others. */
export const objections = (report: Pick<ScanReport, "findings"> | null) =>
	(report?.findings ?? []).filter(({ certain }) => certain)
