import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { applicationStages, stageOf } from "#machines/application/application.stages.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"

const ROOT = join(import.meta.dirname, "..")
const STATES = new Set(Object.values(LIFECYCLES).flatMap(({ machine }) => leafStates(machine)))
/** A path with a dot is a state and nothing else; «sent» is many things. */
const PATHS = new Set([...STATES].filter((state) => state.includes(".")))

const sources = ["app", "templates"].flatMap((room) =>
	readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
		.map((file) => `${room}/${file}`)
		.filter(
			(file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/test-[^/]+$|^app\/db\/generated\//.test(file),
		),
)

/** Where a file names a state: its path as a text or a key, or a comparison of somebody's `state` with a state's name. */
function statesNamedIn(file: string, text: string): string[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
	const found: string[] = []
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) && PATHS.has(node.text)) found.push(`${file}: ${node.text}`)
		if (ts.isBinaryExpression(node) && comparesState(node)) found.push(`${file}: ${node.getText(source)}`)
		ts.forEachChild(node, visit)
	}
	visit(source)
	return found
}

const EQUALITY = new Set([
	ts.SyntaxKind.EqualsEqualsEqualsToken,
	ts.SyntaxKind.ExclamationEqualsEqualsToken,
	ts.SyntaxKind.EqualsEqualsToken,
	ts.SyntaxKind.ExclamationEqualsToken,
])

function comparesState({ left, operatorToken, right }: ts.BinaryExpression): boolean {
	if (!EQUALITY.has(operatorToken.kind)) return false
	const isState = (side: ts.Expression) => ts.isPropertyAccessExpression(side) && side.name.text === "state"
	const isName = (side: ts.Expression) => ts.isStringLiteralLike(side) && STATES.has(side.text)
	return (isState(left) && isName(right)) || (isState(right) && isName(left))
}

describe("the states of the lifecycles", () => {
	test("are named beside the machines and nowhere else: other rooms ask for a tag or a stage", () => {
		expect(sources.length).toBeGreaterThan(500)
		const second = sources.flatMap((file) => statesNamedIn(file, readFileSync(join(ROOT, file), "utf8")))
		expect(second).toEqual([])
	})

	test.each([
		['const LOOKS = { "scheduled.approved": "blue" }', 1],
		["const said = row.state === 'submitted' ? 1 : 2", 1],
		['if ("registered" !== application.state) stop()', 1],
		['const label = isTagged(lifecycle, row.state, "approved")', 0],
		['const busy = navigation.state === "loading"', 0],
	])("a second home is found however it is written: %s", (text, count) => {
		expect(statesNamedIn("app/some.ts", text)).toHaveLength(count)
	})
})

describe("the stages of an application", () => {
	test("are one for each state of the machine, and none besides", () => {
		expect(Object.keys(applicationStages).sort()).toEqual(
			[...leafStates(LIFECYCLES.application.machine)].sort(),
		)
	})

	test("are unknown for a stored state that the machine does not know, whatever its name", () => {
		expect(stageOf("constructor")).toBeUndefined()
		expect(stageOf("paused")).toBeUndefined()
	})
})
