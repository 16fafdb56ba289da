import { expect, test } from "vitest"
import { newLetterId } from "./letter-id.server.ts"
import { linksIn, piecesOf } from "./letter-links.ts"
import { outboxQuery } from "./outbox-query.ts"

const short = "https://attestation.example/teacher"
const long = `${short}/withdrawal?a=1+2`

test("addresses of a letter become links again, a longer one before one that is its beginning", () => {
	expect(piecesOf(`Откройте ${long} или ${short}.`, [short, long])).toEqual([
		{ words: "Откройте ", isLink: false },
		{ words: long, isLink: true },
		{ words: " или ", isLink: false },
		{ words: short, isLink: true },
		{ words: ".", isLink: false },
	])
})

test("an address without a button in the letter stays plain text", () => {
	expect(piecesOf("См. https://attestation.example", [])).toEqual([
		{ words: "См. https://attestation.example", isLink: false },
	])
})

test("a stored value is read as addresses only if it is a list of strings", () => {
	expect(linksIn([short, 1, null])).toEqual([short])
	expect(linksIn({ a: 1 })).toEqual([])
})

test("letters written later sort later", () => {
	const ids = Array.from({ length: 10_000 }, newLetterId)
	expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
	expect(ids).toEqual([...ids].sort())
	expect(new Set(ids).size).toBe(ids.length)
})

test("a search for a part of a recipient's address ignores outer blanks", () => {
	expect(outboxQuery(new URLSearchParams("page=-2&to= a@b "))).toEqual({
		state: "",
		kind: "",
		to: "a@b",
		person: "",
		case: "",
		sort: "",
		page: 1,
	})
})
