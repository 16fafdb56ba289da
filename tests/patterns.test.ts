import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { analyse } from "scslre"
import ts from "typescript"
import { describe, expect, test } from "vitest"

// A pattern whose time grows faster than its text can be used to stop the server: 30,000 spaces in a telephone number took
// three seconds. This test analyses every pattern of the product.

const ROOT = path.join(import.meta.dirname, "..")
const isSource = (file: string) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/test-|db\/generated\//.test(file)

interface Pattern {
	readonly file: string
	readonly source: string
	readonly flags: string
}

function patternsOf(file: string): Pattern[] {
	const text = readFileSync(path.join(ROOT, file), "utf8")
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
	const found: Pattern[] = []
	const look = (node: ts.Node) => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf("/")
			found.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
		}
		ts.forEachChild(node, look)
	}
	look(tree)
	return found
}

const files = ["app", "machines", "templates"].flatMap((room) =>
	readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" })
		.map((file) => path.join(room, file))
		.filter(isSource),
)

const isSlow = ({ source, flags }: Pick<Pattern, "source" | "flags">) =>
	analyse({ source, flags }).reports.length > 0

describe("the patterns of the product", () => {
	test("need time in proportion to the length of their text", () => {
		const patterns = files.flatMap(patternsOf)
		expect(patterns.length).toBeGreaterThan(150)
		expect(patterns.filter(isSlow).map(({ file, source }) => `${file}: ${source}`)).toEqual([])
	})

	test.each([
		"^(.*?)(?:,?\\s*доб\\s*(\\d+))?$",
		"\\s+$",
		"(a+)+b",
		"(a|a)*c",
	])("are tested by a check that also finds %s", (source) => {
		expect(isSlow({ source, flags: "" })).toBe(true)
	})
})
