import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { installedPackages, isAllowed, listOf } from "./packages.ts"

const packages = installedPackages()

describe("the installed packages", () => {
	test("each have a licence that lets an office use, change and pass on the program", () => {
		expect(packages.length).toBeGreaterThan(500)
		expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([])
	})

	test("are all in docs/packages.md with their licence; `npm run packages` writes it anew", () => {
		const page = readFileSync("docs/packages.md", "utf8")
		expect(page).toContain(listOf(packages.filter((one) => !one.forDevelopment)))
		expect(page).toContain(listOf(packages.filter((one) => one.forDevelopment)))
	})

	test.each([
		["MIT", true],
		["GPL-3.0", false],
		["unknown", false],
		["(MIT OR GPL-3.0)", true],
		["Apache-2.0 AND LGPL-3.0-or-later AND MIT", true],
		["MIT AND GPL-3.0", false],
		["EPL-2.0 OR GPL-3.0-or-later", true],
	])("under «%s» are allowed: %s", (licence, allowed) => {
		expect(isAllowed(licence)).toBe(allowed)
	})
})
