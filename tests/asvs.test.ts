import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "..")
const text = readFileSync(join(ROOT, "docs/asvs.md"), "utf8")

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has. In each section they precede those of level 3. */
const SECTIONS: Readonly<Record<string, number>> = {
	...{ "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1 },
	...{ "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4 },
	...{
		"5.1": 1,
		"5.2": 3,
		"5.3": 2,
		"5.4": 3,
		"6.1": 3,
		"6.2": 12,
		"6.3": 4,
		"6.4": 4,
		"6.5": 5,
		"6.6": 3,
		"6.8": 4,
	},
	...{ "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1 },
	...{ "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3 },
	...{ "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4 },
	...{
		"13.1": 1,
		"13.2": 5,
		"13.3": 2,
		"13.4": 5,
		"14.1": 2,
		"14.2": 4,
		"14.3": 3,
		"15.1": 3,
		"15.2": 3,
		"15.3": 7,
	},
	...{ "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2 },
}
const REQUIREMENTS = Object.entries(SECTIONS).flatMap(([section, count]) =>
	Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
)

const rows = [...text.matchAll(/^\| ([\d. ]+) \| (\w+) \| (.+) \|$/gm)].map(
	([, ids = "", state = "", where = ""]) => ({
		ids: ids.split(" "),
		state,
		where,
	}),
)

describe("the matrix of ASVS 5.0 level 2", () => {
	test("has each of the 253 requirements once, and no other", () => {
		expect(REQUIREMENTS).toHaveLength(253)
		expect(rows.flatMap(({ ids }) => ids).sort()).toEqual([...REQUIREMENTS].sort())
	})

	test("says of each whether it is met", () => {
		expect(rows.filter(({ state }) => !["yes", "part", "no", "none"].includes(state))).toEqual([])
	})

	test("names only files and folders that exist", () => {
		const named = [...text.matchAll(/`((?:app|docs|machines|tests)\/[\w./-]+|package-lock\.json)`/g)].map(
			([, file = ""]) => file,
		)
		expect(named.length).toBeGreaterThan(100)
		expect([...new Set(named)].filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
	})

	test("names a place or a test for what is met, and the gap of what is met in part", () => {
		expect(rows.filter(({ state, where }) => state === "yes" && where.length < 20)).toEqual([])
		expect(rows.filter(({ state, where }) => state !== "yes" && where.length < 9)).toEqual([])
	})
})
