import { useMachine } from "@xstate/react"
import { differenceOf, frameAt, walkTo } from "#app/domain/application/inspection/inspection.ts"
import type { InspectionView } from "#app/domain/application/inspection/inspection.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { copyState, inspectionMachine, type Tried } from "#machines/browser/inspection.machine.ts"
import { useScripted } from "../forms/scripted.ts"
import { InspectionCopy } from "./inspection-copy.tsx"
import { InspectionEvents } from "./inspection-events.tsx"
import { InspectionDifference, InspectionFrame, InspectionJournal } from "./inspection-frame.tsx"
import { InspectionCompare, InspectionMoment, InspectionStations } from "./inspection-moment.tsx"
import { MachineFrame, type MachineMarks } from "./machine-drawing.tsx"
import { PathLegend } from "./machine-legend.tsx"

type InspectionProps = {
	view: InspectionView
	/** Numbers of journal steps, as the address writes them. */
	at: number
	to: number | null
}

/**
 * One application through time: the drawing of its way, its documents and readers at a moment, the possible events, and a
 * copy to try them on.
 */
export function Inspection({ view, at, to }: InspectionProps) {
	const scripted = useScripted()
	const [snapshot, send] = useMachine(inspectionMachine, {
		input: {
			lifecycle: applicationLifecycle,
			facts: view.facts,
			moments: view.steps,
			moment: at,
			compared: to,
			at: view.at,
		},
	})
	const { moment, compared, tried } = snapshot.context
	const isCopying = snapshot.hasTag("copying")
	const frame = frameAt(view, moment)
	const difference = compared === null ? null : differenceOf(view, moment, compared)
	if (!frame) return null
	const walk = walkTo(view, moment, view.open)
	const link = paths.operatorInspection(view.id, { at: moment, to: compared })
	return (
		<>
			<InspectionMoment
				view={view}
				frame={frame}
				compared={compared}
				send={scripted && !isCopying ? send : null}
			/>
			<MachineFrame
				drawing={view.drawing}
				title={`Путь заявления: ${view.name}`}
				marks={isCopying ? withTried(walk, tried, copyState(snapshot.context)) : walk}
			/>
			<PathLegend />
			{scripted && !isCopying ? (
				<InspectionCompare view={view} compared={compared} link={link} send={send} />
			) : null}
			<InspectionStations view={view} moment={moment} send={scripted && !isCopying ? send : null} />
			{scripted ? <InspectionCopy snapshot={snapshot} send={send} /> : null}
			{difference ? <InspectionDifference difference={difference} /> : null}
			<InspectionFrame frame={frame} />
			<InspectionEvents view={view} />
			<InspectionJournal
				steps={view.steps}
				address={(seq) => paths.operatorInspection(view.id, { at: seq })}
			/>
		</>
	)
}

type Marks = Extract<MachineMarks, { kind: "path" }>

/** Adds the events tried on the copy to the way that the application really took. */
function withTried(walk: Marks, tried: readonly Tried[], current: string): Marks {
	const moved = tried.filter(({ from, to }) => from !== to)
	const taken = [walk.steps, walk.outside].flatMap((marks) => Object.values(marks).flat()).length
	const steps: Record<string, readonly number[]> = { ...walk.steps }
	for (const [index, { way }] of moved.entries()) steps[way] = [...(steps[way] ?? []), taken + index + 1]
	const states = { ...walk.states, ...Object.fromEntries(moved.map(({ to }) => [to, "на копии"])) }
	return { ...walk, steps, states, current, possible: [] }
}
