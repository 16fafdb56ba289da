import { type DrawnState, outsideRect, type Rect, SIZES } from "#app/drawing/drawing.ts"
import { textWidth, type Weight } from "#app/drawing/text-width.ts"
import { thousands } from "#app/utils/russian.ts"
import { classes } from "../ui/classes.ts"

export type Stand = {
	count: number
	age: 0 | 1 | 2 | 3 | 4
	bands: readonly number[]
	words: string
	to: string
}

export type Walk = {
	kind: "path"
	/** Step numbers by transition. */
	steps: Readonly<Record<string, readonly number[]>>
	/** Step numbers, by state, of steps that led to the state without a line of the drawing. */
	outside: Readonly<Record<string, readonly number[]>>
	/** When it was in each state, in words. */
	states: Readonly<Record<string, string>>
	current: string
	possible: readonly string[]
}

export type MachineMarks = { kind: "map"; states: Readonly<Record<string, Stand>> } | Walk

type StateProps = { state: DrawnState; marks: MachineMarks; isAlone: boolean }

export function MachineState({ state, marks, isAlone }: StateProps) {
	const { frame } = SIZES
	const off = state.isFinal ? frame : 0
	const body = {
		x: state.rect.x + off,
		y: state.rect.y + off,
		width: state.rect.width - 2 * off,
		height: state.rect.height - 2 * off,
	}
	const outer = state.isFinal ? <rect className="mc-frame" {...state.rect} rx="13" /> : null
	if (marks.kind === "path") {
		const words = marks.states[state.path]
		const look = state.path === marks.current ? "is-here" : words === undefined ? "is-off" : "is-on"
		return (
			<g className={classes("mc-state", look)} data-state={state.path}>
				{look === "is-here" ? <Halo around={state.rect} /> : null}
				{outer}
				<rect className="mc-body" {...body} rx="10" />
				<Words state={state} body={body} left={16} under={words} isAlone={isAlone} />
				<Outside state={state} steps={marks.outside[state.path] ?? []} />
			</g>
		)
	}
	const stand = marks.states[state.path]
	if (!stand) return null
	return (
		<a
			className="mc-state"
			href={stand.to}
			data-state={state.path}
			aria-label={`${state.name}: ${stand.count}, ${stand.words}. Открыть список`}
		>
			{outer}
			<rect className="mc-body" {...body} rx="10" />
			<path className={`mc-count is-${stand.age}`} d={leftPart(body, SIZES.count)} />
			<Count body={body} stand={stand} />
			<Words state={state} body={body} left={SIZES.count + 12} under={stand.words} isAlone={isAlone} />
			<Bands body={body} bands={stand.bands} />
		</a>
	)
}

/** The numbers of steps that follow no line, in the frame of the state where they ended. */
function Outside({ state, steps }: { state: DrawnState; steps: readonly number[] }) {
	if (steps.length === 0) return null
	const { text, ...place } = outsideRect(state, steps)
	return (
		<g className="mc-outside">
			<rect {...place} rx={place.height / 2} />
			<text x={place.x + place.width / 2} y={place.y + place.height / 2 + 4.5}>
				{text}
			</text>
		</g>
	)
}

const Halo = ({ around: { x, y, width, height } }: { around: Rect }) => (
	<rect className="mc-halo" x={x - 5} y={y - 5} width={width + 10} height={height + 10} rx="15" />
)

/** The left end of a frame, with two round corners. */
function leftPart({ x, y, height }: Rect, width: number): string {
	const r = 9.25
	const [left, top] = [x + 0.75, y + 0.75]
	const [h, w] = [height - 1.5, width - 0.75]
	return `M${left + r},${top} h${w - r} v${h} h${r - w} a${r},${r} 0 0 1 ${-r},${-r} v${2 * r - h} a${r},${r} 0 0 1 ${r},${-r} z`
}

/** Longer numbers get a smaller font. */
const LONG = 3

function Count({ body, stand }: { body: Rect; stand: Stand }) {
	const text = thousands(stand.count)
	return (
		<text
			className={classes("mc-number", text.length > LONG && "is-long", stand.age === 4 && "is-light")}
			x={body.x + SIZES.count / 2}
			y={body.y + body.height / 2 + (text.length > LONG ? 5 : 8)}
		>
			{text}
		</text>
	)
}

type WordsProps = { state: DrawnState; body: Rect; left: number; under: string | undefined; isAlone: boolean }

/** The name and the line below it, centred vertically together. */
function Words({ state, body, left, under, isAlone }: WordsProps) {
	const { name, who } = SIZES
	const height = state.lines.length * name.line + (under ? who.line : 0)
	const top = body.y + (body.height - height) / 2
	return (
		<>
			{state.lines.map((line, index) => (
				<Line
					key={line}
					className="mc-name"
					x={body.x + left}
					y={top + index * name.line + 13}
					text={line}
					measure={isAlone ? name : undefined}
				/>
			))}
			{under ? (
				<Line
					className="mc-under"
					x={body.x + left}
					y={top + height - 3}
					text={under}
					measure={isAlone ? who : undefined}
				/>
			) : null}
		</>
	)
}

type LineProps = {
	className: string
	x: number
	y: number
	text: string
	isEnd?: boolean
	/** Keeps the measured width of the text if a standalone file is shown in another font. */
	measure: { size: number; weight: Weight } | undefined
}

export function Line({ className, x, y, text, isEnd, measure }: LineProps) {
	return (
		<text
			className={className}
			x={x}
			y={y}
			textAnchor={isEnd ? "end" : undefined}
			textLength={measure ? Math.round(textWidth(text, measure.size, measure.weight)) : undefined}
			lengthAdjust={measure ? "spacingAndGlyphs" : undefined}
		>
			{text}
		</text>
	)
}

/** A strip at the foot of the frame: the shares of subjects by waiting time. */
function Bands({ body, bands }: { body: Rect; bands: readonly number[] }) {
	const all = bands.reduce((sum, one) => sum + one, 0)
	if (all === 0) return null
	const width = body.width - SIZES.count - 24
	const at = (index: number) => (bands.slice(0, index).reduce((sum, one) => sum + one, 0) / all) * width
	return (
		<>
			{bands.map((count, index) =>
				count > 0 ? (
					<rect
						// A band is identified only by its position.
						key={`band ${index + 1}`}
						className={`mc-band is-${index + 1}`}
						x={body.x + SIZES.count + 12 + at(index)}
						y={body.y + body.height - 8}
						width={(count / all) * width}
						height="4"
					/>
				) : null,
			)}
		</>
	)
}
