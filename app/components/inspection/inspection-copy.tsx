import type { SnapshotFrom } from "xstate"
import { type Way, waysFrom } from "#machines/browser/copy.ts"
import {
	copyOf,
	copyState,
	type InspectionEvent,
	type inspectionMachine,
} from "#machines/browser/inspection.machine.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { Alert } from "../ui/alert.tsx"
import { Acts, buttonClass } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"

type CopyProps = { snapshot: SnapshotFrom<typeof inspectionMachine>; send: (event: InspectionEvent) => void }

/** Tries events on a copy in the browser. The same machine decides, and nothing is sent to the server. */
export function InspectionCopy({ snapshot, send }: CopyProps) {
	const { context } = snapshot
	if (!snapshot.hasTag("copying"))
		return (
			<Panel title="Проверить на копии" id="copy">
				<p className="mt-2">
					Что будет, если отправить событие: пробуйте на копии, которая начинает с выбранного момента. Само
					заявление не изменится, писем не будет.
				</p>
				<Acts className="mt-3">
					<button
						type="button"
						className={buttonClass("second")}
						onClick={() => send({ type: "copy.begin" })}
					>
						Начать на копии
					</button>
				</Acts>
			</Panel>
		)
	const state = copyState(context)
	const { states }: { states: Record<string, { short: string } | undefined> } = context.lifecycle
	const shortOf = (path: string) => states[path]?.short ?? path
	const ways = state in states ? waysFrom(copyOf(context)) : []
	return (
		<Panel title="Копия" id="copy" tone="tint">
			<Alert>
				<p>
					Это копия. Заявление, документы и письма не меняются. Копия начинает с нынешних данных и учитывает
					то, что следует из самих событий.
				</p>
				{context.tried.some(({ unknowable }) => unknowable) ? (
					<p>
						Что при отправке вводит человек — период, специалистов, документы, — копия не знает: условия об
						этом отметьте сами.
					</p>
				) : null}
			</Alert>
			<p className="mt-3">
				Состояние копии:{" "}
				<StatusTag state={state} small>
					{shortOf(state)}
				</StatusTag>
			</p>
			{context.tried.length > 0 ? (
				<ol className="eventlist mt-3" aria-label="Что попробовали">
					{context.tried.map(({ way, button, from, to }, index) => (
						<li key={`${index + 1} ${way}`}>
							{index + 1}. {button}
							<small>{from === to ? "состояние не изменилось" : `${shortOf(from)} → ${shortOf(to)}`}</small>
						</li>
					))}
				</ol>
			) : null}
			<Acts className="mt-3">
				<button
					type="button"
					className={buttonClass("second", true)}
					disabled={context.tried.length === 0}
					onClick={() => send({ type: "copy.undo" })}
				>
					Вернуть на шаг
				</button>
				<button
					type="button"
					className={buttonClass("second", true)}
					onClick={() => send({ type: "copy.drop" })}
				>
					Убрать копию
				</button>
			</Acts>
			<ul className="eventlist mt-4">
				{ways.map((way) => (
					<TryWay key={way.id} way={way} to={way.to === state ? null : shortOf(way.to)} send={send} />
				))}
				{ways.length === 0 ? <li>Больше ничего: состояние конечное.</li> : null}
			</ul>
			<Assumed snapshot={snapshot} send={send} />
		</Panel>
	)
}

type TryProps = { way: Way; to: string | null; send: CopyProps["send"] }

function TryWay({ way, to, send }: TryProps) {
	const words = [way.button, way.when].filter(Boolean).join(": ")
	return (
		<li>
			{way.missing.length === 0 ? (
				<button
					type="button"
					className={buttonClass("second", true)}
					onClick={() => send({ type: "copy.try", way: way.id, button: words })}
				>
					{words}
				</button>
			) : (
				<b>{words}</b>
			)}{" "}
			{to === null ? "состояние не изменится" : `станет «${to}»`}
			{way.asks.length > 0 ? <small>Считается отправленным: {way.asks.join("; ")}</small> : null}
			{way.missing.map(({ guard, condition }) => (
				<small key={guard}>
					Не выполнено: {condition}.{" "}
					<button type="button" className="linklike" onClick={() => send({ type: "copy.assume", guard })}>
						Считать выполненным
					</button>
				</small>
			))}
		</li>
	)
}

function Assumed({ snapshot: { context }, send }: CopyProps) {
	if (context.assumed.length === 0) return null
	return (
		<p className="mt-3 small">
			На копии считается выполненным:{" "}
			{context.assumed.map((guard) => (
				<span key={guard}>
					{context.lifecycle.guards[guard]?.condition ?? guard}{" "}
					<button type="button" className="linklike" onClick={() => send({ type: "copy.assume", guard })}>
						убрать
					</button>
					.{" "}
				</span>
			))}
		</p>
	)
}
