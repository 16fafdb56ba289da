import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "..")
const read = (file: string) => readFileSync(join(ROOT, file), "utf8")

const DECISIONS = readdirSync(join(ROOT, "docs/decisions"))
	.filter((name) => /^\d{4}-/.test(name))
	.sort()
/** Documents about the current program. Decisions are not included, because they may name files that were removed later. */
const PRESENT = ["README.md", "docs/database.md", "docs/glossary.md", "docs/operations.md", "docs/asvs.md"]
const ALL = [...PRESENT, "docs/decisions/README.md", ...DECISIONS.map((name) => `docs/decisions/${name}`)]

/** Folders that running the program creates; a fresh clone does not have them. */
const MADE = /^(var|build|node_modules)\//

/** Paths in backticks from the project's root: `app/db/`, `machines/calendar.ts`. */
function pathsIn(text: string): string[] {
	const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, words = ""]) => words)
	return quoted.filter((words) =>
		/^(app|machines|prisma|templates|tests|scripts|docs)\/[\w./-]+$/.test(words),
	)
}

function linksIn(text: string): string[] {
	return [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)]
		.map(([, to = ""]) => to)
		.filter((to) => !/^https?:/.test(to))
}

describe("the documentation", () => {
	test.each(PRESENT)("in %s names only files and folders that exist", (file) => {
		const missing = pathsIn(read(file)).filter((path) => !MADE.test(path) && !existsSync(join(ROOT, path)))
		expect(missing).toEqual([])
	})

	test.each(ALL)("in %s links only to files that exist", (file) => {
		const broken = linksIn(read(file)).filter((to) => !existsSync(join(ROOT, dirname(file), to)))
		expect(broken).toEqual([])
	})

	test("explains every setting of .env.example, and no other", () => {
		const settings = [...read(".env.example").matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name)
		const explained = [...read("docs/operations.md").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
		// This setting belongs to the demo, which administrators do not use.
		expect(explained.sort()).toEqual(settings.filter((name) => name !== "DEMO_NOW").sort())
	})

	test("lists every decision, numbered without a gap", () => {
		const index = read("docs/decisions/README.md")
		expect(DECISIONS.filter((name) => !index.includes(`(${name})`))).toEqual([])
		expect(DECISIONS.map((name) => Number(name.slice(0, 4)))).toEqual(DECISIONS.map((_, place) => place + 1))
	})

	test.each(DECISIONS)("has date, context, decision, consequence and what would change it in %s", (name) => {
		const text = read(`docs/decisions/${name}`)
		expect(text).toMatch(/^# .+\n\nDate: \d{4}-\d\d-\d\d {2}\nStatus: (Accepted|Superseded)/)
		const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
		expect(headings).toEqual(["Context", "Decision", "Consequence", "What would change our mind"])
	})

	test("keeps the README short enough for one reading", () => {
		expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(120)
	})
})
