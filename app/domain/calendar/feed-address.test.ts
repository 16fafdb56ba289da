import { describe, expect, it, test } from "vitest"
import { feedIdOf, tokenOf } from "./feed-address.server.ts"

const ID = "0190f3c2-1111-7222-8333-444455556666"
const TOKEN = tokenOf(ID)

describe("the address of a feed", () => {
	it("leads back to its feed, and is the same each time it is shown", () => {
		expect(feedIdOf(TOKEN)).toBe(ID)
		expect(tokenOf(ID)).toBe(TOKEN)
	})

	it("contains nothing that a URL must escape", () => {
		expect(encodeURIComponent(TOKEN)).toBe(TOKEN)
	})

	it("cannot be made for another feed by changing its beginning", () => {
		const other = tokenOf("1190f3c2-1111-7222-8333-444455556666")
		expect(feedIdOf(other.slice(0, 21) + TOKEN.slice(21))).toBeNull()
	})

	test.each([
		["nothing", ""],
		["an id alone", ID],
		["a shortened token", TOKEN.slice(0, -1)],
		["a lengthened token", `${TOKEN}A`],
		["a changed letter", TOKEN.slice(0, 30) + (TOKEN[30] === "A" ? "B" : "A") + TOKEN.slice(31)],
		["the same bytes with padding", `${TOKEN}==`],
		["a path", "../../etc/passwd"],
		["a very long text", "A".repeat(100_000)],
	])("is not %s", (_what, token) => {
		expect(feedIdOf(token)).toBeNull()
	})
})
