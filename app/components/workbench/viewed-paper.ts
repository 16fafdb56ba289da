import type { DocumentView } from "#app/domain/application/application.view.server.ts"
import { withQuery } from "#app/utils/address.ts"

/** A paper as the viewer shows it. */
export interface ViewedPaper {
	id: string
	/** «Заявление», «Грамота» */
	title: string
	/** «PDF», «DOCX» */
	sign: string
	/** The file itself. */
	href: string
	/** How many pages can be shown; 0: the file can only be opened. */
	pages: number
}

const PICTURES = new Set(["JPG", "JPEG", "PNG"])

/** How many of its pages the server paints. */
export const pagesOf = ({ sign, pages }: { sign: string; pages: number | null }): number =>
	PICTURES.has(sign) ? 1 : sign === "PDF" ? (pages ?? 0) : 0

const SHORT: Readonly<Partial<Record<DocumentView["purpose"], string>>> = {
	application_scan: "Заявление",
	results_annex: "Таблицы результатов",
	simplified_ground: "Документ-основание",
	signed_conclusion: "Подписанное заключение",
}
const ORDER = ["application_scan", "results_annex", "simplified_ground"]

/** The scan first, then what must be filed with it, then the evidence. Links and outdated papers are not among them. */
export const viewedDocuments = (documents: readonly DocumentView[]): ViewedPaper[] =>
	documents
		.filter(({ isLink, outdated }) => !isLink && !outdated)
		.map((document, index) => ({ document, place: placeOf(document.purpose), index }))
		.sort((a, b) => a.place - b.place || a.index - b.index)
		.map(({ document }) => ({
			id: document.id,
			title: SHORT[document.purpose] ?? (document.title || document.kindName),
			sign: document.sign,
			href: document.href,
			pages: pagesOf(document),
		}))

function placeOf(purpose: DocumentView["purpose"]): number {
	const place = ORDER.indexOf(purpose)
	return place < 0 ? ORDER.length : place
}

/** What is visible of which paper. */
export interface Sight {
	paper: ViewedPaper | undefined
	/** The first page in sight, from 1. */
	sheet: number
	/** Quarter turns clockwise. */
	turn: number
	/** Two sheets that fit the screen, one as wide as the viewer, or one that is larger. */
	zoom: 1 | 2 | 3
}

export const ZOOMS = [1, 2, 3] as const

/** Without a script the address says what is in sight. */
export function sightIn(query: URLSearchParams, papers: readonly ViewedPaper[]): Sight {
	const paper = papers.find(({ id }) => id === query.get("paper")) ?? papers[0]
	const within = (name: string, from: number, to: number) => {
		const number = Number(query.get(name))
		return Number.isInteger(number) && number >= from && number <= to ? number : from
	}
	return {
		paper,
		sheet: within("sheet", 1, Math.max(1, paper?.pages ?? 1)),
		turn: within("turn", 0, 3),
		zoom: within("zoom", 1, 3) as Sight["zoom"],
	}
}

/** The address of the same page with something else in sight. */
export const addressOfSight = (pathname: string, query: URLSearchParams, sight: Sight): string =>
	withQuery(pathname, query, {
		paper: sight.paper?.id ?? null,
		sheet: sight.sheet > 1 ? sight.sheet : null,
		turn: sight.turn || null,
		zoom: sight.zoom > 1 ? sight.zoom : null,
	})

/** The visible pages: two next to each other while they fit on the screen. */
export function pagesInSight({ paper, sheet, zoom }: Sight): number[] {
	const pages = paper?.pages ?? 0
	return [sheet, sheet + 1].filter((page) => page <= pages).slice(0, zoom === 1 ? 2 : 1)
}

/** How far one step turns the pages. */
const stepOf = ({ zoom }: Sight) => (zoom === 1 ? 2 : 1)

export const sightBefore = (sight: Sight): Sight | null =>
	sight.sheet > 1 ? { ...sight, sheet: Math.max(1, sight.sheet - stepOf(sight)) } : null

export function sightAfter(sight: Sight): Sight | null {
	const sheet = sight.sheet + stepOf(sight)
	return sheet <= (sight.paper?.pages ?? 0) ? { ...sight, sheet } : null
}
