import "#app/domain/index.server.ts"
import { renderToStaticMarkup } from "react-dom/server"
import { StaticRouter } from "react-router-dom/server"
import { beforeAll, describe, expect, test } from "vitest"
import { type DirectedGraphNode, toDirectedGraph } from "xstate/graph"
import { type MachineMarks, MachineSvg } from "#app/components/inspection/machine-drawing.tsx"
import { MachineWords, mapMarks, TransitionWords } from "#app/components/inspection/machine-words.tsx"
import { inWords } from "#app/domain/machine/machine.view.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import { guardsIn } from "#machines/guards.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { drawingOf, graphOf } from "./draw.server.ts"
import { type Drawing, type DrawnEdge, outsideRect, SIZES, stepsRect } from "./drawing.ts"
import { crossings, faultsOf, holds, meets, runsThrough } from "./geometry.ts"
import { straighten } from "./straighten.ts"
import { textWidth } from "./text-width.ts"

const MACHINES = Object.keys(LIFECYCLES) as SubjectName[]
const DRAWINGS = MACHINES.flatMap((name) => [false, true].map((withWho) => ({ name, withWho })))

/** The same definition as XState itself draws it: state, event and number of guards of every transition. */
function waysOf(name: SubjectName): string[] {
	const { machine, creation } = LIFECYCLES[name]
	const ways = edgesIn(toDirectedGraph(machine)).map(
		({ source, transition: { eventType, guard } }) =>
			`${source.path.join(".")} ${eventType} ${guardsIn(guard, name).length}`,
	)
	return [` ${creation.event} ${creation.guards.length}`, ...ways].sort()
}

const edgesIn = ({ edges, children }: DirectedGraphNode): DirectedGraphNode["edges"] => [
	...edges,
	...children.flatMap(edgesIn),
]

describe.each(DRAWINGS)("the drawing of «$name», with those who may: $withWho", ({ name, withWho }) => {
	let drawing: Drawing
	beforeAll(async () => {
		drawing = await drawingOf(name, { withWho })
	})

	test("has no overlapping boxes, no line through a state and no label over anything", () => {
		expect(faultsOf(drawing)).toEqual([])
	})

	test("has no crossing lines, and is no wider than its states need: up to 13 fit on a screen of 1440 pixels", () => {
		expect(crossings(drawing)).toBe(0)
		const states = drawing.states.filter(({ isBox }) => !isBox).length
		expect(drawing.width).toBeLessThanOrEqual(Math.max(1350, 100 * states))
	})

	test("shows every state once, and every transition that changes the state once", () => {
		const { states, transitions } = graphOf(name)
		expect(drawing.states.map(({ path }) => path).sort()).toEqual(states.map(({ path }) => path).sort())
		const shown = drawing.edges.flatMap(({ events }) => events.flatMap((event) => event.transitions)).sort()
		expect(shown).toEqual(
			transitions
				.filter(({ isSelf }) => !isSelf)
				.map(({ id }) => id)
				.sort(),
		)
	})

	test("has no text smaller than 12 pixels, and every word of every label", () => {
		const marks: MachineMarks = {
			kind: "path",
			steps: {},
			outside: {},
			states: {},
			current: "",
			possible: [],
		}
		const html = renderToStaticMarkup(<MachineSvg drawing={drawing} title="Схема" marks={marks} />)
		for (const { events } of drawing.edges)
			for (const { lines, who } of events) for (const line of [...lines, ...who]) expect(html).toContain(line)
		for (const { path, lines } of drawing.states) for (const line of lines) expect(html, path).toContain(line)
	})
})

describe.each(MACHINES)("the machine «%s» as it is read for drawings", (name) => {
	test("has every transition of its definition, with as many conditions as guards", () => {
		const read = graphOf(name).transitions.map(
			({ from, event, conditions }) => `${from} ${event} ${conditions.length}`,
		)
		expect(read.sort()).toEqual(waysOf(name))
	})

	test("says for every event who may send it, as the command's own rule does", () => {
		for (const { event, who } of graphOf(name).transitions) {
			expect(who.length, event).toBeGreaterThan(0)
			const command = commandFor(name, event)
			if (command) expect(who, event).toBe(command.may.parties)
		}
	})

	test("is completely described in words: every state, every transition, who may send it and on what conditions", () => {
		const { states, transitions } = graphOf(name)
		const words = inWords(name)
		const html = renderToStaticMarkup(
			<>
				{words.creation.map((transition) => (
					<TransitionWords key={transition.id} transition={transition} />
				))}
				<StaticRouter location="/operator/machines">
					<MachineWords view={{ name, title: "Схема", states: standingNowhere(name), ...words } as never} />
				</StaticRouter>
			</>,
		)
		for (const { path, isBox } of states) if (!isBox) expect(html).toContain(`data-state="${path}"`)
		const told = [...html.matchAll(/data-transition="([^"]+)"/g)].map(([, id]) => id)
		expect(told.sort()).toEqual(transitions.map(({ id }) => id).sort())
		for (const { conditions } of transitions)
			for (const condition of conditions) expect(html).toContain(condition.replaceAll('"', "&quot;"))
	})

	test("links every state to the list of subjects in it", async () => {
		const marks = mapMarks({ states: standingNowhere(name) })
		const html = renderToStaticMarkup(
			<MachineSvg drawing={await drawingOf(name)} title="Схема" marks={marks} />,
		)
		for (const { path } of standingNowhere(name))
			expect(html).toMatch(new RegExp(`<a [^>]*href="/list/${path}"[^>]*data-state="${path}"`))
	})
})

const standingNowhere = (name: SubjectName) =>
	graphOf(name)
		.states.filter(({ isBox }) => !isBox)
		.map(({ path, name: short }) => ({
			path,
			short,
			count: 0,
			age: 0 as const,
			bands: [0, 0, 0, 0] as const,
			words: "сейчас пусто",
			to: `/list/${path}`,
		}))

describe("a spoiled drawing is noticed", () => {
	const spoiled = async (change: (drawing: Drawing) => void) => {
		const drawing = structuredClone(await drawingOf("withdrawal"))
		change(drawing)
		return faultsOf(drawing)
	}
	const first = <T,>(list: readonly T[]): T => list[0] as T

	test.each<[string, (drawing: Drawing) => void, RegExp]>([
		[
			"boxes over each other",
			({ states }) => Object.assign(first(states), { rect: states[1]?.rect }),
			/overlaps/,
		],
		["a state outside", ({ states }) => Object.assign(first(states).rect, { x: -500 }), /leaves the drawing/],
		[
			"a line through a state",
			({ edges, states }) => leadThrough(first(edges), states[3]?.rect),
			/goes through/,
		],
		["a slanted line", ({ edges }) => Object.assign(first(edges).points.at(-1) ?? {}, { x: 3 }), /slanted/],
		["a loose end", ({ edges }) => first(edges).points.pop(), /hangs loose/],
		[
			"labels over each other",
			({ edges }) => Object.assign(first(edges), { label: edges[1]?.label }),
			/labels of/,
		],
		[
			"a label on a state",
			({ edges, states }) => Object.assign(first(edges), { label: first(states).rect }),
			/lies on/,
		],
	])("%s", async (_what, change, complaint) => {
		expect((await spoiled(change)).join("\n")).toMatch(complaint)
	})

	test("a box that does not contain its state, and a line through its name", async () => {
		const drawing = structuredClone(await drawingOf("application"))
		const draft = drawing.states.find(({ path }) => path === "draft")
		if (!draft) throw new Error("no box")
		draft.head = { ...draft.rect }
		draft.rect.height = 50
		const faults = faultsOf(drawing).join("\n")
		expect(faults).toMatch(/one does not hold the other/)
		expect(faults).toMatch(/runs through the name of draft/)
	})

	test("lines that cross are counted", async () => {
		const drawing = structuredClone(await drawingOf("schedule"))
		const other = first(drawing.edges.slice(1)).label
		const y = other.y + other.height / 2
		first(drawing.edges).points = [
			{ x: 0, y },
			{ x: drawing.width, y },
		]
		expect(crossings(drawing)).toBeGreaterThan(0)
	})
})

function leadThrough(
	edge: DrawnEdge,
	rect: { x: number; y: number; width: number; height: number } | undefined,
) {
	if (!rect) return
	edge.points = [
		{ x: rect.x - 10, y: rect.y + rect.height / 2 },
		{ x: rect.x + rect.width + 10, y: rect.y + rect.height / 2 },
	]
}

test("a small detour is removed and its label moves along, but a way around something stays", async () => {
	const drawing = await drawingOf("application")
	const upright = drawing.edges.filter(
		({ points: [start, end, ...more] }) => more.length === 0 && start?.x === end?.x,
	)
	expect(upright.length).toBeGreaterThan(0)
	const straightened = upright.filter(({ id, points: [start, end] }) => {
		const crooked = structuredClone(drawing)
		const edge = crooked.edges.find((one) => one.id === id)
		if (!edge || !start || !end) throw new Error("no straight line")
		const middle = (start.y + end.y) / 2
		edge.points = [
			start,
			{ x: start.x, y: middle },
			{ x: end.x + 10, y: middle },
			{ x: end.x + 10, y: end.y },
		]
		return straighten(crooked).edges.find((one) => one.id === id)?.points.length === 2
	})
	expect(straightened).not.toEqual([])
	expect(drawing.edges.some(({ points }) => points.length > 4)).toBe(true)
})

test("the numbers of steps are on the line but not on its label", async () => {
	for (const edge of (await drawingOf("application")).edges) {
		const rect = stepsRect(edge, 22)
		expect(meets(rect, edge.label), edge.id).toBe(false)
		expect(runsThrough(edge, rect), edge.id).toBe(true)
	}
})

describe("the numbers of steps that follow no line", () => {
	test.each([
		[[4]],
		[[4, 9]],
		[[12, 34]],
		[[4, 12, 34, 56]],
	])("%j are in the frame of their state, next to its name", async (steps) => {
		for (const state of (await drawingOf("application")).states.filter(({ isBox }) => !isBox)) {
			const mark = outsideRect(state, steps)
			expect(holds(state.rect, mark), state.path).toBe(true)
			const { size, weight } = SIZES.name
			const nameEnds =
				state.rect.x + 20 + Math.max(...state.lines.map((line) => textWidth(line, size, weight)))
			expect(mark.x, state.path).toBeGreaterThan(nameEnds)
		}
	})

	test("are drawn at the state that they led to, and are left out if it is unknown", async () => {
		const drawing = await drawingOf("application")
		const walk = {
			kind: "path",
			steps: {},
			states: { submitted: "01.10" },
			current: "submitted",
			possible: [],
		} as const
		const draw = (outside: Record<string, number[]>) =>
			renderToStaticMarkup(<MachineSvg drawing={drawing} title="Схема" marks={{ ...walk, outside }} />)
		expect(draw({ submitted: [3, 7] })).toMatch(
			/data-state="submitted"(?:(?!data-state).)*class="mc-outside"(?:(?!data-state).)*>3, 7</,
		)
		expect(draw({})).not.toContain("mc-outside")
	})
})
