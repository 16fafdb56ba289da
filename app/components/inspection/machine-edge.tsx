import {
	type DrawnEdge,
	type DrawnEvent,
	type DrawnState,
	type Point,
	roundedPath,
	SIZES,
	stepsRect,
	stepsWidth,
} from "#app/drawing/drawing.ts"
import { holds } from "#app/drawing/geometry.ts"
import { classes } from "../ui/classes.ts"
import { Line, type MachineMarks } from "./machine-state.tsx"

type EdgeProps = {
	edge: DrawnEdge
	states: readonly DrawnState[]
	marks: MachineMarks
	tips: Readonly<Record<string, string>>
	isAlone: boolean
}

export function MachineEdge({ edge, states, marks, tips, isAlone }: EdgeProps) {
	const look = lookOf(edge.events, marks)
	const isBoxed = states.some(({ isBox, rect }) => isBox && holds(rect, edge.label))
	return (
		<g className={classes("mc-edge", look)} data-edge={edge.id}>
			<path className="mc-line" d={roundedPath(edge.points)} />
			<path className="mc-tip" d={tipOf(edge.points)} />
			<g className={classes("mc-label", isBoxed && "is-boxed")}>
				{placed(edge).map(({ event, y }) => (
					<Event
						key={event.transitions.join()}
						edge={edge}
						event={event}
						y={y}
						look={lookOf([event], marks)}
						tips={tips}
						isAlone={isAlone}
					/>
				))}
			</g>
			{marks.kind === "path" ? <Steps edge={edge} steps={stepsOf(edge.events, marks)} /> : null}
		</g>
	)
}

type Marks = MachineMarks & { kind: "path" }

const stepsOf = (events: readonly DrawnEvent[], { steps }: Marks): number[] =>
	events.flatMap(({ transitions }) => transitions.flatMap((id) => steps[id] ?? [])).sort((a, b) => a - b)

function lookOf(events: readonly DrawnEvent[], marks: MachineMarks): string | null {
	if (marks.kind === "map") return null
	if (stepsOf(events, marks).length > 0) return "is-walked"
	const canGo = events.some(({ transitions }) => transitions.some((id) => marks.possible.includes(id)))
	return canGo ? "is-possible" : "is-dim"
}

/** Each event of the line, with the position of its first text. */
function placed({ label, events }: DrawnEdge): { event: DrawnEvent; y: number }[] {
	const heightOf = ({ lines, who }: DrawnEvent) =>
		lines.length * SIZES.event.line + who.length * SIZES.who.line
	return events.map((event, index) => {
		const above = events.slice(0, index).reduce((sum, one) => sum + heightOf(one) + SIZES.between, 0)
		return { event, y: label.y + above }
	})
}

type EventProps = {
	edge: DrawnEdge
	event: DrawnEvent
	y: number
	look: string | null
	tips: Readonly<Record<string, string>>
	isAlone: boolean
}

function Event({ edge: { label, isLeft }, event, y, look, tips, isAlone }: EventProps) {
	const x = isLeft ? label.x + label.width : label.x
	const tip = event.transitions.map((id) => tips[id]).find(Boolean)
	const under = y + event.lines.length * SIZES.event.line
	return (
		<g className={classes("mc-event", look)}>
			{tip ? <title>{tip}</title> : null}
			{event.lines.map((line, index) => (
				<Line
					key={line}
					className="mc-button"
					x={x}
					y={y + index * SIZES.event.line + 13}
					text={line}
					isEnd={isLeft}
					measure={isAlone ? SIZES.event : undefined}
				/>
			))}
			{event.who.map((line, index) => (
				<Line
					key={line}
					className="mc-who"
					x={x}
					y={under + index * SIZES.who.line + 12}
					text={line}
					isEnd={isLeft}
					measure={isAlone ? SIZES.who : undefined}
				/>
			))}
		</g>
	)
}

/** The arrow's head, in the direction of the line's last segment. */
function tipOf(points: readonly Point[]): string {
	const [before, end] = points.slice(-2)
	if (!before || !end) return ""
	const [dx, dy] = [Math.sign(end.x - before.x), Math.sign(end.y - before.y)]
	const back = { x: end.x - dx * 9, y: end.y - dy * 9 }
	return `M${end.x},${end.y} L${back.x - dy * 5},${back.y - dx * 5} L${back.x + dy * 5},${back.y + dx * 5} Z`
}

/** The numbers of the steps that followed this line, as near to its middle as its texts allow. */
function Steps({ edge, steps }: { edge: DrawnEdge; steps: readonly number[] }) {
	if (steps.length === 0) return null
	const text = steps.join(", ")
	const width = stepsWidth(text)
	const { x, y, height } = stepsRect(edge, width)
	return (
		<g className="mc-steps">
			<rect x={x} y={y} width={width} height={height} rx={height / 2} />
			<text x={x + width / 2} y={y + height / 2 + 4.5}>
				{text}
			</text>
		</g>
	)
}
