import { describe, expect, test } from "vitest"
import { gathered } from "./gather-files.ts"

const file = (name: string, size = 100) => ({
	name,
	size,
	lastModified: size,
	type: name.endsWith(".png") ? "image/png" : "",
})
const rule = { refused: false, isWrong: () => false }
const names = (files: { name: string }[]) => files.map(({ name }) => name)
const pages = (held: string[], chosen: string[], change = {}) =>
	names(
		gathered(
			held.map((name) => file(name)),
			chosen.map((name) => file(name)),
			{ ...rule, pages: true, ...change },
		),
	)
const documents = (held: string[], chosen: string[], change = {}) =>
	names(
		gathered(
			held.map((name) => file(name)),
			chosen.map((name) => file(name)),
			{ ...rule, pages: false, ...change },
		),
	)

describe("a field that takes the pages of a document", () => {
	test("adds a further photograph, and the same one only once", () => {
		expect(pages(["1.png"], ["2.png"])).toEqual(["1.png", "2.png"])
		expect(pages(["1.png", "2.png"], ["2.png"])).toEqual(["1.png", "2.png"])
		expect(
			names(gathered([file("image.jpg", 1)], [file("image.jpg", 2)], { ...rule, pages: true })),
		).toHaveLength(2)
	})

	test("takes a whole document instead of what was chosen before", () => {
		expect(pages(["1.png", "2.png"], ["scan.pdf"])).toEqual(["scan.pdf"])
		expect(pages(["draft.pdf"], ["scan.pdf"])).toEqual(["scan.pdf"])
		expect(pages(["scan.pdf"], ["1.png"])).toEqual(["1.png"])
	})

	test("keeps the good pages when one is refused", () => {
		const isWrong = ({ name }: { name: string }) => name.endsWith(".heic")
		expect(pages(["1.png", "2.heic"], ["2.png"], { refused: true, isWrong })).toEqual(["1.png", "2.png"])
		expect(pages(["1.png", "2.png"], ["3.png"], { refused: true })).toEqual(["1.png", "2.png", "3.png"])
		expect(pages(["1.png"], ["2.png"], { refused: true })).toEqual(["2.png"])
	})

	test("keeps everything when the dialogue is cancelled", () => {
		expect(pages(["1.png"], [])).toEqual(["1.png"])
	})
})

test("a field that takes several documents adds each of them", () => {
	expect(documents(["diploma.pdf"], ["letter.pdf", "photo.png"])).toEqual([
		"diploma.pdf",
		"letter.pdf",
		"photo.png",
	])
})
