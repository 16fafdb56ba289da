import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"
import { expect, test } from "vitest"

const AT_ONCE = new Set(["all", "allSettled", "any", "race"])

/** Lines where several promises start at once and one of them uses a variable named `tx`. */
function togetherOnOneConnection(file: string, text: string): string[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
	const found: string[] = []
	const usesTransaction = (node: ts.Node): boolean =>
		(ts.isIdentifier(node) && node.text === "tx") || (ts.forEachChild(node, usesTransaction) ?? false)
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
			const { expression: object, name } = node.expression
			if (object.getText() === "Promise" && AT_ONCE.has(name.text) && node.arguments.some(usesTransaction))
				found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
		}
		ts.forEachChild(node, visit)
	}
	visit(source)
	return found
}

test("a transaction's statements are awaited one after another, so nothing relies on the order in which a connection answers", () => {
	const files = readdirSync("app", { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("generated"))
		.map((name) => path.join("app", name))
	expect(files.length).toBeGreaterThan(200)
	expect(files.flatMap((file) => togetherOnOneConnection(file, readFileSync(file, "utf8")))).toEqual([])
})

test("two statements started at once on one transaction are noticed, also through a helper function", () => {
	const text = "const f = (tx) =>\n\tPromise.all([lock(tx), rows.map((row) => write(tx, row))])"
	expect(togetherOnOneConnection("wrong.ts", text)).toEqual(["wrong.ts:2"])
	expect(togetherOnOneConnection("right.ts", "Promise.all([load(prisma), count(prisma)])")).toEqual([])
})
