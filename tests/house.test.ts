import { readdirSync, readFileSync, statSync } from "node:fs"
import { join, relative } from "node:path"
import ts from "typescript"
import { describe, expect, test } from "vitest"

const ROOT = join(import.meta.dirname, "..")

/** The floor of each room, from the bottom up. */
const FLOORS: [RegExp, number][] = [
	[/^app\/(utils|styles)\//, 0],
	[/^(machines|app\/policies)\//, 1],
	[/^(prisma\/data|templates)\//, 1],
	[/^app\/(db|queue|clock)\//, 2],
	[/^app\/(workflow|drawing|documents|files|scans|letters|auth|workers)\//, 3],
	[/^app\/domain\//, 4],
	[/^app\/(routes|components|http|jobs)\//, 5],
	[/^app\/(root|entry\.client)/, 5],
	// The start of the program and the demo region put everything together.
	[/^(app\/(boot|entry\.server)|server\.ts|prisma\/(demo|seed))/, 6],
]

const floorOf = (file: string) => FLOORS.find(([room]) => room.test(file))?.[1]

function sources(folder: string): string[] {
	return readdirSync(join(ROOT, folder)).flatMap((name) => {
		const path = `${folder}/${name}`
		if (path === "app/db/generated") return []
		if (statSync(join(ROOT, path)).isDirectory()) return sources(path)
		return /\.tsx?$/.test(name) && !/\.test\.tsx?$|\/test-[^/]+$/.test(path) ? [path] : []
	})
}

/** Every module of the house that a file imports, types included, as TypeScript's own parser reads it. */
function importsOf(file: string): string[] {
	const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), "utf8"), true, true)
	return importedFiles
		.map(({ fileName }) => fileName.replace(/\?.*$/, ""))
		.filter((target) => /^[#.]/.test(target))
		.map((target) =>
			target.startsWith("#") ? target.slice(1) : relative(ROOT, join(ROOT, file, "..", target)),
		)
}

const files = ["app", "machines"].flatMap(sources)
const house = [...files, ...["templates", "prisma"].flatMap(sources), "server.ts"]

/** Groups of files that import each other in a circle: strongly connected components, by Tarjan. */
function circlesAmong(all: readonly string[]): string[][] {
	const known = new Set(all)
	const numbers = new Map<string, number>()
	const lowest = new Map<string, number>()
	const path: string[] = []
	const circles: string[][] = []
	const visit = (file: string) => {
		numbers.set(file, numbers.size)
		lowest.set(file, numbers.get(file) ?? 0)
		path.push(file)
		for (const target of importsOf(file).filter((one) => known.has(one))) {
			if (!numbers.has(target)) visit(target)
			if (path.includes(target)) lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(target) ?? 0))
		}
		if (lowest.get(file) !== numbers.get(file)) return
		const circle = path.splice(path.indexOf(file))
		if (circle.length > 1) circles.push(circle)
	}
	for (const file of all) if (!numbers.has(file)) visit(file)
	return circles
}

describe("the house", () => {
	test("every room has a floor", () => {
		expect(house.filter((file) => floorOf(file) === undefined)).toEqual([])
	})

	test("imports go down only, types included", () => {
		const upward = house.flatMap((file) =>
			importsOf(file)
				.filter((target) => (floorOf(target) ?? 0) > (floorOf(file) ?? 0))
				.map((target) => `${file} → ${target}`),
		)
		expect(upward).toEqual([])
	})

	test("no files import each other in a circle, types included", () => {
		expect(circlesAmong(house)).toEqual([])
	})

	test("no room contains more than 25 files, because a larger one is two rooms", () => {
		const counts = new Map<string, number>()
		const count = (folder: string) => {
			for (const name of readdirSync(join(ROOT, folder))) {
				const path = `${folder}/${name}`
				// Routes are addresses, so their number is not limited.
				if (path === "app/routes" || path === "app/db/generated") continue
				if (statSync(join(ROOT, path)).isDirectory()) count(path)
				else counts.set(folder, (counts.get(folder) ?? 0) + 1)
			}
		}
		for (const folder of ["app", "machines"]) count(folder)
		expect([...counts].filter(([, files]) => files > 25)).toEqual([])
	})

	test("no two interfaces share a name", () => {
		const homes = new Map<string, string[]>()
		for (const file of house) {
			const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest)
			source.forEachChild((node) => {
				const isExported =
					ts.isInterfaceDeclaration(node) &&
					node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
				if (isExported) homes.set(node.name.text, [...(homes.get(node.name.text) ?? []), file])
			})
		}
		expect([...homes].filter(([, places]) => places.length > 1)).toEqual([])
	})

	test("no page reaches into the database", () => {
		const reaching = files
			.filter((file) => /^app\/(routes|components)\//.test(file))
			.filter((file) => importsOf(file).some((target) => target.startsWith("app/db/")))
		expect(reaching).toEqual([])
	})

	test("pages use our own link, which keeps the chosen municipality", () => {
		const foreign = files.filter(
			(file) =>
				file !== "app/components/ui/link.tsx" &&
				/import \{[^}]*\b(Nav)?Link\b[^}]*\} from "@remix-run\/react"/.test(
					readFileSync(join(ROOT, file), "utf8"),
				),
		)
		expect(foreign).toEqual([])
	})

	test("a form that is sent begins anew after its success, unless its answers are saved or sent in a way of their own", () => {
		const own = files.filter((file) => {
			const text = readFileSync(join(ROOT, file), "utf8")
			return /import \{[^}]*\bForm\b[^}]*\} from "@remix-run\/react"/.test(text) && /method="post"/.test(text)
		})
		expect(own.map((file) => file.replace("app/components/", "")).sort()).toEqual([
			...["forms/post-form.tsx", "forms/use-fresh-form.tsx"],
			// These forms lead to another page.
			...["shell/cabinet.tsx", "shell/shell.tsx"],
			...["teacher/form.tsx", "upload/upload-form.tsx"],
		])
	})

	test("every page with an action reloads its data after an edit conflict", () => {
		const staying = files.filter((file) => {
			const text = readFileSync(join(ROOT, file), "utf8")
			const reads = /^app\/routes\//.test(file) && /export (async )?(function|const) loader\b/.test(text)
			return (
				reads && /useActionData/.test(text) && !/freshAfter(Conflict|Refusal) as shouldRevalidate/.test(text)
			)
		})
		expect(staying).toEqual([])
	})

	test("every page that receives forms has a title that a refusal can precede", () => {
		const untitled = files.filter((file) => {
			const text = readFileSync(join(ROOT, file), "utf8")
			return (
				/^app\/routes\//.test(file) &&
				/useActionData/.test(text) &&
				!/export const meta = pageTitle/.test(text)
			)
		})
		expect(untitled).toEqual([])
	})

	test("bodies are read by one reader, and Conform gets only what it has accepted", () => {
		const reading = files.filter((file) =>
			/\brequest\s*(\.clone\(\))?\.(formData|text|json|blob|arrayBuffer|bytes|body)\b/.test(
				readFileSync(join(ROOT, file), "utf8"),
			),
		)
		expect(reading).toEqual(["app/files/upload.server.ts"])
		const parsing = files.filter((file) => /@conform-to\/zod/.test(readFileSync(join(ROOT, file), "utf8")))
		// In the browser the form is the person's own. The server accepts only FormFields.
		expect(parsing.sort()).toEqual([
			"app/components/forms/use-form-checks.ts",
			"app/utils/http/form.server.ts",
		])
		const server = readFileSync(join(ROOT, "app/utils/http/form.server.ts"), "utf8")
		expect(server.match(/parseWithZod\(/g)).toHaveLength(1)
		expect(server).toContain("parseWithZod(fields.only(namesIn(schema)), { schema })")
	})

	test("pages of lists are cut by one function, which leads from a page past the end to the last one", () => {
		const own = files.filter((file) => /[pP]age - 1\) ?\*/.test(readFileSync(join(ROOT, file), "utf8")))
		// The pager computes which rows it names.
		expect(own).toEqual(["app/components/ui/pager.tsx"])
	})

	test("redirects are made by one function, which keeps them inside the site", () => {
		const redirecting = files.filter((file) =>
			/import \{[^}]*\bredirect(Document)?\b[^}]*\} from "@remix-run|\bLocation: /.test(
				readFileSync(join(ROOT, file), "utf8"),
			),
		)
		expect(redirecting).toEqual(["app/utils/http/http.server.ts"])
	})

	test("a page that may say «too often» also sends how long to wait", () => {
		const silent = files.filter((file) => {
			const text = readFileSync(join(ROOT, file), "utf8")
			const refuses = /\b(refusedForm|answerInvitations)\(/.test(text) && /^app\/routes\//.test(file)
			return refuses && !text.includes("utils/http/retry-after")
		})
		expect(silent).toEqual([])
	})

	test("what a page shows depends only on its data, so that the browser renders the same page as the server", () => {
		const reading = files
			.filter((file) => /^app\/(routes|components)\/.*(?<!\.server)\.tsx?$/.test(file))
			.filter((file) =>
				/new Date\(\)|Date\.now\(|Math\.random\(/.test(readFileSync(join(ROOT, file), "utf8")),
			)
		// This file compares the browser's clock with the server's, and shows the result only after something was saved.
		expect(reading).toEqual(["app/components/teacher/autosave.tsx"])
	})

	test("words for screen readers begin with no colon or comma, before which a space would be heard", () => {
		const begins = files
			.filter((file) => file.endsWith(".tsx"))
			.filter((file) =>
				/className="hide">\s*(?:\{["'`]?)?\s*[:,;.]/.test(readFileSync(join(ROOT, file), "utf8")),
			)
		expect(begins).toEqual([])
	})

	test("a file that starts the database does not import its client, which reads the address only once", () => {
		const reached = new Set<string>()
		const reach = (file: string) => {
			if (reached.has(file) || !files.includes(file)) return
			reached.add(file)
			importsOf(file).forEach(reach)
		}
		reach("app/db/open-database.server.ts")
		expect([...reached]).toContain("app/db/migrate.server.ts")
		expect([...reached]).not.toContain("app/db/client.server.ts")
	})

	test("only the settings read the environment", () => {
		const readers = files.filter(
			(file) =>
				// The embedded PostgreSQL starts before settings are read, and passes its own to child processes.
				!/^app\/(db\/|utils\/env)/.test(file) &&
				/process\.env\b/.test(readFileSync(join(ROOT, file), "utf8")),
		)
		expect(readers).toEqual([])
	})

	test("no file is longer than 400 lines", () => {
		const long = files.filter((file) => readFileSync(join(ROOT, file), "utf8").split("\n").length > 401)
		expect(long).toEqual([])
	})

	test("every folder of the README's map exists", () => {
		const readme = readFileSync(join(ROOT, "README.md"), "utf8")
		const map = readme.split("## Map")[1]?.split("```")[1] ?? ""
		const rooms = [...map.matchAll(/^([a-z]+(?:\/[a-z]+)*\/)/gm)].map(([, room = ""]) => room)
		expect(rooms.length).toBeGreaterThan(10)
		for (const room of rooms) expect(statSync(join(ROOT, room)).isDirectory(), room).toBe(true)
	})
})
