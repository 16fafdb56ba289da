import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { applicationStages, applicationStations, stageOf } from "#machines/application/application.stages.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"

const ROOT = join(import.meta.dirname, "..")
const STATES = new Set(Object.values(LIFECYCLES).flatMap(({ machine }) => leafStates(machine)))
/** A path with a dot can only be a state, while «sent» can mean many things. */
const PATHS = new Set([...STATES].filter((state) => state.includes(".")))
/** Stations have the same names as states. What a page knows about a station is in the table of stations. */
const STATIONS = new Set(Object.keys(applicationStations))

const sources = ["app", "templates"].flatMap((room) =>
	readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
		.map((file) => `${room}/${file}`)
		.filter(
			(file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/test-[^/]+$|^app\/db\/generated\//.test(file),
		),
)

/**
 * The places where a file names a state: its path as a text or a key, a comparison of some `state` with a state's name, or
 * a comparison of anything with a station.
 */
function statesNamedIn(file: string, text: string): string[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
	const found: string[] = []
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node) && PATHS.has(node.text)) found.push(`${file}: ${node.text}`)
		const compared = comparedIn(node)
		if (compared && comparesState(compared)) found.push(`${file}: ${node.getText(source)}`)
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

/** The two sides of a comparison, or of a case of a `switch`. */
function comparedIn(node: ts.Node): readonly [ts.Expression, ts.Expression] | null {
	if (ts.isBinaryExpression(node) && EQUALITY.has(node.operatorToken.kind)) return [node.left, node.right]
	return ts.isCaseClause(node) ? [node.parent.parent.expression, node.expression] : null
}

function comparesState(sides: readonly [ts.Expression, ts.Expression]): boolean {
	const isState = (side: ts.Expression) => ts.isPropertyAccessExpression(side) && side.name.text === "state"
	const isIn = (names: ReadonlySet<string>, side: ts.Expression) =>
		ts.isStringLiteralLike(side) && names.has(side.text)
	const [left, right] = sides
	return (
		(isState(left) && isIn(STATES, right)) ||
		(isState(right) && isIn(STATES, left)) ||
		sides.some((side) => isIn(STATIONS, side))
	)
}

describe("the states of the lifecycles", () => {
	test("are named only next to the machines, and other rooms use tags or stages", () => {
		expect(sources.length).toBeGreaterThan(500)
		const second = sources.flatMap((file) => statesNamedIn(file, readFileSync(join(ROOT, file), "utf8")))
		expect(second).toEqual([])
	})

	test.each([
		['const LOOKS = { "scheduled.approved": "blue" }', 1],
		["const said = row.state === 'submitted' ? 1 : 2", 1],
		['if ("registered" !== application.state) stop()', 1],
		['if (place === "registered" && application.journal) stop()', 1],
		['if (simplified && "scheduled" !== stands) stop()', 1],
		['switch (row.state) { case "rejected": stop(); case "other": go() }', 1],
		['switch (place) { case "concluded": stop() }', 1],
		['switch (kind) { case "sent": stop() }', 0],
		['const label = isTagged(lifecycle, row.state, "approved")', 0],
		['const busy = navigation.state === "loading"', 0],
	])("are found in any notation when another file names one: %s", (text, count) => {
		expect(statesNamedIn("app/some.ts", text)).toHaveLength(count)
	})
})

describe("the stages of an application", () => {
	test("are one for each state of the machine, and no others", () => {
		expect(Object.keys(applicationStages).sort()).toEqual(
			[...leafStates(LIFECYCLES.application.machine)].sort(),
		)
	})

	test("lead to a station of the way", () => {
		const stations = Object.values(applicationStages).map(({ station }) => station)
		expect(Object.keys(applicationStations)).toEqual(expect.arrayContaining(stations))
	})

	test("are unknown for a stored state that the machine does not know, whatever its name", () => {
		expect(stageOf("constructor")).toBeUndefined()
		expect(stageOf("pondered")).toBeUndefined()
	})
})
