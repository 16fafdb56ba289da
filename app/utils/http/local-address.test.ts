import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { localAddress } from "./local-address.ts"

const SITE = "https://attestation.example"

describe("an address from outside", () => {
	test.each([
		["/teacher/application?step=2#f-name", "/teacher/application?step=2#f-name"],
		["/я?имя=Анна", "/%D1%8F?%D0%B8%D0%BC%D1%8F=%D0%90%D0%BD%D0%BD%D0%B0"],
		["/a/../b", "/b"],
		["/%0a/", "/%0a/"],
		["/%09/evil", "/%09/evil"],
		["/?to=//evil.example", "/?to=//evil.example"],
	])("%j inside the site is kept", (sent, kept) => {
		expect(localAddress(sent)).toBe(kept)
	})

	test.each([
		"//evil.example",
		"/\t/evil.example",
		"/\n/evil.example",
		"\t//evil.example",
		"/\\evil.example",
		"\\\\evil.example",
		"/.//evil.example",
		"/a/..//evil.example",
		"/..//evil.example",
		"/%2e//evil.example",
		"https://evil.example",
		"https:evil.example",
		"http:\\\\evil.example",
		"//user:password@evil.example",
		"http://user@local.invalid/",
		"javascript:alert(1)",
		"data:text/html,x",
		"/nul\0",
		"/%00",
		"http://[",
		`/${"a".repeat(3_000)}`,
		"",
		null,
		7,
		["/a"],
	])("%j is refused", (sent) => {
		expect(localAddress(sent)).toBeNull()
	})

	test("never leaves the site, whatever its parts are", () => {
		const piece = fc.constantFrom(
			"/",
			"\\",
			"\t",
			"\n",
			"\r",
			"//",
			".",
			"..",
			"%2e",
			"%09",
			"@",
			":",
			"evil.example",
			"http:",
			"?",
			"#",
			"я",
			" ",
			"\0",
		)
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
				const address = localAddress(pieces.join(""))
				if (address === null) return
				expect(new URL(address, SITE).origin).toBe(SITE)
				expect(address).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
			}),
			{ numRuns: 2_000 },
		)
	})
})
