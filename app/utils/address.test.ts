import { expect, test } from "vitest"
import { pageOf, withQuery } from "./address.ts"

test("a page of a list is a whole number from 1 that the database can handle, and anything else means the first page", () => {
	const page = (query: string) => pageOf(new URLSearchParams(query))
	expect(["page=2", "page=50"].map(page)).toEqual([2, 50])
	for (const query of [
		"",
		"page=",
		"page=0",
		"page=-1",
		"page=1.5",
		"page=abc",
		"page=1e3",
		"page=999999999999",
	])
		expect(page(query), query).toBe(1)
})

test("an address keeps its query except for the changed values, and empty values are removed", () => {
	const here = new URLSearchParams("municipality=tomsk&name=&page=3")
	expect(withQuery("/list", here, { page: 4 })).toBe("/list?municipality=tomsk&page=4")
	expect(withQuery("/list", here, { page: null, municipality: "" })).toBe("/list")
	expect(withQuery("/list", { to: "a@b", state: undefined })).toBe("/list?to=a%40b")
})
