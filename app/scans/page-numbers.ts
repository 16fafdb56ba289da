import type { JudgedSheet } from "./judged-sheets.ts"

/** The page number of each sheet of the paper, as far as bar codes, places and signature lines reveal it. */
export interface Numbering {
	/** The page of each sheet of the paper, or null if it stays unknown. */
	pages: ReadonlyMap<JudgedSheet, number | null>
	missing: number[]
	/** How many pages the paper has; null if no sheet says so. */
	total: number | null
	/** True if the order follows from what was read. Otherwise the upload's order stays. */
	isOrderKnown: boolean
	/** False if several sheets of one kind leave open which page is missing. */
	isGapKnown: boolean
}

type Parity = "first" | "even" | "odd"

const parityOf = (page: number): Parity => (page === 1 ? "first" : page % 2 === 0 ? "even" : "odd")
const upTo = (total: number) => Array.from({ length: total }, (_, index) => index + 1)

/** The number of pages that most sheets name. */
function namedTotal(own: readonly JudgedSheet[]): number | null {
	const votes = new Map<number, number>()
	for (const { number } of own) if (number) votes.set(number.of, (votes.get(number.of) ?? 0) + 1)
	return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

/**
 * The number of pages if no number was read. Even and odd pages alternate, and the last signature line is on the last page.
 * If that line was not found, this is the smallest number that fits the sheets.
 */
function inferredTotal(own: readonly JudgedSheet[]): number {
	const last = own.find(({ isLast }) => isLast)?.place ?? null
	// Copies of the last page count as one page.
	const count = (place: Parity) =>
		own.filter((sheet) => sheet.place === place && !(sheet.isLast && place === last)).length +
		(last === place ? 1 : 0)
	const [evens, odds] = [count("even"), count("odd")]
	if (last === "first") return 1
	if (last === "even") return 2 * Math.max(evens, odds + 1)
	if (last === "odd") return 2 * Math.max(evens, odds) + 1
	return Math.max(1, 2 * evens, odds === 0 ? 1 : 2 * odds + 1)
}

/** Numbers the sheets of the paper. @param own in the order of the upload */
export function numberPages(own: readonly JudgedSheet[]): Numbering {
	const named = namedTotal(own)
	const total = named ?? inferredTotal(own)
	const pages = new Map<JudgedSheet, number | null>(own.map((sheet) => [sheet, sheet.number?.page ?? null]))
	const taken = () => new Set(pages.values())
	let isOrderKnown = true
	// Two even sheets may be two pages, or one page twice.
	let isGapKnown = named !== null || total <= 3
	for (const sheet of own)
		if (sheet.isLast && pages.get(sheet) === null && (named !== null || sheet.place !== null))
			pages.set(sheet, total)
	for (const parity of ["first", "even", "odd"] as const) {
		const sheets = own.filter((sheet) => pages.get(sheet) === null && sheet.place === parity)
		const all = upTo(total).filter((page) => parityOf(page) === parity)
		const free = all.filter((page) => !taken().has(page))
		if (sheets.length === 0) continue
		const [only] = all
		if (all.length === 1 && only !== undefined) for (const sheet of sheets) pages.set(sheet, only)
		else {
			for (const [index, sheet] of sheets.entries()) pages.set(sheet, free[index] ?? null)
			if (free.length > 1) isOrderKnown = false
			if (sheets.length !== free.length) isGapKnown = false
		}
	}
	// A sheet without number and place gets the only page that is left.
	const unknown = own.filter((sheet) => pages.get(sheet) === null)
	const left = upTo(total).filter((page) => !taken().has(page))
	const [gap] = left
	if (named !== null && unknown.length === 1 && left.length === 1 && unknown[0] && gap !== undefined)
		pages.set(unknown[0], gap)
	return {
		pages,
		missing: upTo(total).filter((page) => !taken().has(page)),
		total: named,
		isOrderKnown,
		isGapKnown,
	}
}
