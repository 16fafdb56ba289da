import { describe, expect, test } from "vitest"
import {
	addressOfSight,
	pagesInSight,
	pagesOf,
	type Sight,
	sightAfter,
	sightBefore,
	sightIn,
	type ViewedPaper,
} from "./viewed-paper.ts"

const paper = (id: string, pages: number): ViewedPaper => ({
	id,
	title: id,
	sign: "PDF",
	href: `/files/${id}`,
	pages,
})
const PAPERS = [paper("scan", 3), paper("annex", 5), paper("letter", 0)]
const sight = (changes: Partial<Sight> = {}): Sight => ({
	paper: PAPERS[0],
	sheet: 1,
	turn: 0,
	zoom: 1,
	...changes,
})

describe("what the viewer has in sight", () => {
	test("begins with the first page of the scan, and a page that does not exist is the first", () => {
		expect(sightIn(new URLSearchParams(), PAPERS)).toEqual(sight())
		for (const query of ["sheet=4", "sheet=0", "sheet=1.5", "sheet=x", "paper=of-others", "turn=4", "zoom=9"])
			expect(sightIn(new URLSearchParams(query), PAPERS), query).toEqual(sight())
	})

	test("is read back from the address that it wrote, beside the filters of the list", () => {
		const seen = sight({ paper: PAPERS[1], sheet: 3, turn: 2, zoom: 2 })
		const address = addressOfSight("/here", new URLSearchParams("show=clean&sheet=1"), seen)
		expect(address).toBe("/here?show=clean&sheet=3&paper=annex&turn=2&zoom=2")
		expect(sightIn(new URL(address, "http://x").searchParams, PAPERS)).toEqual(seen)
	})

	test("is two sheets while they fit the screen, and one when it is enlarged", () => {
		expect(pagesInSight(sight())).toEqual([1, 2])
		expect(pagesInSight(sight({ sheet: 3 }))).toEqual([3])
		expect(pagesInSight(sight({ zoom: 2 }))).toEqual([1])
		expect(pagesInSight(sight({ paper: PAPERS[2] }))).toEqual([])
		expect(pagesInSight(sight({ paper: undefined }))).toEqual([])
	})

	test("is turned by as many pages as it shows, to the ends and not beyond", () => {
		expect(sightAfter(sight())?.sheet).toBe(3)
		expect(sightAfter(sight({ sheet: 3 }))).toBeNull()
		expect(sightAfter(sight({ sheet: 2, zoom: 3 }))?.sheet).toBe(3)
		expect(sightBefore(sight())).toBeNull()
		expect(sightBefore(sight({ sheet: 2 }))?.sheet).toBe(1)
	})

	test("only what the server can paint has pages", () => {
		expect(pagesOf({ sign: "PDF", pages: 4 })).toBe(4)
		expect(pagesOf({ sign: "PDF", pages: null })).toBe(0)
		expect(pagesOf({ sign: "JPG", pages: null })).toBe(1)
		expect(pagesOf({ sign: "DOCX", pages: 2 })).toBe(0)
	})
})
