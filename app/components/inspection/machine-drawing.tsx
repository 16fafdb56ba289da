import { useEffect, useRef, useState } from "react"
import { type Drawing, SIZES } from "#app/drawing/drawing.ts"
import { useScripted } from "../forms/scripted.ts"
import { buttonClass } from "../ui/button.tsx"
import { classes } from "../ui/classes.ts"
import { MachineEdge } from "./machine-edge.tsx"
import { type MachineMarks, MachineState } from "./machine-state.tsx"

export type { MachineMarks } from "./machine-state.tsx"

type MachineSvgProps = {
	drawing: Drawing
	title: string
	marks: MachineMarks
	/** The tooltip of each transition, by its id. */
	tips?: Readonly<Record<string, string>>
	/** The style sheet for a drawing in a file of its own; texts then keep their measured width in any font. */
	alone?: string
}

/** A drawing with links needs this role: `img` would hide the links. */
const group = { role: "group" } as const
/** Screen readers skip the lines, which are described in words below, and read the states, which are links. */
const silent = { "aria-hidden": true } as const

/**
 * Draws a machine from its layout, without a script: every state is a link, every word is text. The page also describes
 * it in words.
 */
export function MachineSvg({ drawing, title, marks, tips = {}, alone }: MachineSvgProps) {
	const { width, height, start } = drawing
	const isAlone = alone !== undefined
	return (
		<svg
			className="mc"
			viewBox={`0 0 ${width} ${height}`}
			width={width}
			height={height}
			{...group}
			aria-labelledby="mc-title mc-about"
			{...(isAlone && { xmlns: "http://www.w3.org/2000/svg" })}
		>
			<title id="mc-title">{title}</title>
			<desc id="mc-about">Рамка — состояние, стрелка — событие, которое ведёт из одного в другое.</desc>
			{isAlone ? <style>{alone}</style> : null}
			{isAlone ? <rect className="mc-ground" width={width} height={height} /> : null}
			{drawing.states.map((state) =>
				state.isBox ? <MachineBox key={state.path} state={state} isAlone={isAlone} /> : null,
			)}
			<g {...silent}>
				<circle
					className={marks.kind === "path" ? "mc-start is-walked" : "mc-start"}
					cx={start.x + SIZES.start / 2}
					cy={start.y + SIZES.start / 2}
					r={SIZES.start / 2}
				/>
				{drawing.edges.map((edge) => (
					<MachineEdge
						key={edge.id}
						edge={edge}
						states={drawing.states}
						marks={marks}
						tips={tips}
						isAlone={isAlone}
					/>
				))}
			</g>
			{drawing.states.map((state) =>
				state.isBox ? null : <MachineState key={state.path} state={state} marks={marks} isAlone={isAlone} />,
			)}
		</svg>
	)
}

function MachineBox({ state, isAlone }: { state: Drawing["states"][number]; isAlone: boolean }) {
	const { rect, head } = state
	return (
		<g>
			<rect className="mc-box" {...rect} rx="12" />
			<text
				className="mc-boxname"
				x={head.x}
				y={head.y + 17}
				textLength={isAlone ? head.width : undefined}
				lengthAdjust={isAlone ? "spacingAndGlyphs" : undefined}
			>
				{state.name}
			</text>
		</g>
	)
}

/** In print, a drawing up to this height stays on the sheet of its title. A taller one gets a sheet of its own. */
const FITS_UNDER_A_TITLE = 700

/**
 * The drawing in its natural size, so that its text stays readable. The way of one subject gets a frame that fits the
 * screen and keeps the state of the chosen moment in view; without a script the frame is as high as the drawing.
 */
export function MachineFrame(props: MachineSvgProps) {
	const { drawing, title, marks } = props
	const frame = useRef<HTMLElement>(null)
	const [isWhole, setWhole] = useState(false)
	const follows = useScripted() && marks.kind === "path"
	const current = marks.kind === "path" ? marks.current : ""
	const shown = useRef("")
	useEffect(() => {
		if (!follows || isWhole) return
		// The page opens at the present state; later the eye follows the way from one state to another.
		centre(frame.current, current, shown.current === "" ? "instant" : "auto")
		shown.current = current
	}, [follows, isWhole, current])
	return (
		<div className="stack">
			<section
				ref={frame}
				className={classes(
					"machine",
					drawing.height > FITS_UNDER_A_TITLE && "is-tall",
					follows && "machine--follows",
					follows && isWhole && "machine--whole",
				)}
				aria-label={`${title}. Схему можно двигать`}
				// An area that scrolls must be reachable by keyboard.
				{...{ tabIndex: 0 }}
			>
				<MachineSvg {...props} />
			</section>
			{follows ? (
				<button type="button" className={buttonClass("second", true)} onClick={() => setWhole(!isWhole)}>
					{isWhole ? "Показать крупно" : "Показать схему целиком"}
				</button>
			) : null}
		</div>
	)
}

/** Scrolls only the frame, never the page. The state stands in the upper third, which a phone's first screen shows. */
function centre(frame: HTMLElement | null, state: string, behavior: ScrollBehavior) {
	const found = frame?.querySelector(`[data-state="${CSS.escape(state)}"]`)
	if (!frame || !found) return
	const [inner, outer] = [found.getBoundingClientRect(), frame.getBoundingClientRect()]
	frame.scrollBy({
		behavior,
		left: inner.left + inner.width / 2 - outer.left - outer.width / 2,
		top: inner.top + inner.height / 2 - outer.top - outer.height / 3,
	})
}
