import { drawingOf, graphOf } from "#app/drawing/draw.server.ts"
import type { GraphState, GraphTransition } from "#app/drawing/machine-graph.ts"
import { ownIsBarred, partyInWords } from "#app/drawing/who.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, days, thousands } from "#app/utils/russian.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import "../index.server.ts"
import {
	AGE_LIMITS,
	countQuarantined,
	type Standing,
	standingsOf,
	standingsOfAll,
} from "./standing.server.ts"
import { ALL, type StandingQuery, standingChoices } from "./standing-query.server.ts"

const MACHINES = Object.keys(LIFECYCLES) as SubjectName[]

/** @throws DomainError not-found for an unknown machine, and to everybody but operators */
export function machineNamed(actor: Actor, name: string): SubjectName {
	const known = MACHINES.find((one) => one === name)
	if (!known || !isOperator(actor, null, null)) throw notFound()
	return known
}

/** «Статусы»: the five machines, each with the number of its subjects. */
export async function viewMachines({ actor, now }: { actor: Actor; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const standings = await standingsOfAll(now)
	const machines = MACHINES.map((name) => {
		const { title, purpose, version }: AnyLifecycle = LIFECYCLES[name]
		const { states, total, quarantined } = standingView(name, standings(name), ALL)
		return { name, title, purpose, version, total, quarantined, states, to: paths.operatorMachine(name) }
	})
	return { machines }
}
export type MachinesView = Awaited<ReturnType<typeof viewMachines>>

/** One machine: its drawing, the number of subjects in each state, and the same in words. */
export async function viewMachine({
	actor,
	name: called,
	withWho,
	query: wanted = ALL,
	now,
}: {
	actor: Actor
	name: string
	withWho: boolean
	query?: StandingQuery
	now: Date
}) {
	const name = machineNamed(actor, called)
	const { title, purpose, version }: AnyLifecycle = LIFECYCLES[name]
	const asked = await standingChoices(name, wanted)
	const [drawing, rows, quarantined] = await Promise.all([
		drawingOf(name, { withWho }),
		standingsOf(name, now, asked.query),
		countQuarantined(name),
	])
	return {
		name,
		title,
		purpose,
		version,
		withWho,
		drawing,
		asked,
		...standingView(name, { rows, quarantined }, asked.query),
		...inWords(name),
	}
}
export type MachineView = Awaited<ReturnType<typeof viewMachine>>

export type Age = 0 | 1 | 2 | 3 | 4

export interface StateStanding {
	path: string
	short: string
	count: number
	/** 1 to 4: the band of the median; 0 if no subject waits or the state is final. */
	age: Age
	bands: Standing["bands"]
	words: string
	to: string
}

function standingView(
	name: SubjectName,
	{ rows, quarantined }: { rows: readonly Standing[]; quarantined: number },
	query: StandingQuery,
) {
	const { counted: forms }: AnyLifecycle = LIFECYCLES[name]
	const total = rows.reduce((sum, { count }) => sum + count, 0)
	return {
		states: graphOf(name)
			.states.filter(({ isBox }) => !isBox)
			.map((state) =>
				shownIn(
					name,
					state,
					rows.find((row) => row.state === state.path),
					query,
				),
			),
		total: counted(total, forms),
		quarantined,
	}
}

function shownIn(
	name: SubjectName,
	{ path, name: short, isFinal }: GraphState,
	row: Standing | undefined,
	query: StandingQuery,
): StateStanding {
	const count = row?.count ?? 0
	const isWaiting = row !== undefined && !isFinal
	return {
		path,
		short,
		count,
		age: isWaiting ? bandOf(row.median) : 0,
		bands: isWaiting ? row.bands : [0, 0, 0, 0],
		words: isFinal ? "конечное состояние" : row ? waitInWords(row) : "сейчас пусто",
		to: listOf(name, path, query),
	}
}

const bandOf = (median: number): Age => (AGE_LIMITS.filter((limit) => median > limit).length + 1) as Age

function waitInWords({ median, bands }: Standing): string {
	const [, , long] = AGE_LIMITS
	const late = bands[3]
	if (late > 0) return `${thousands(late)} — дольше ${long} дней`
	return median === 0 ? "медиана меньше дня" : `медиана ${days(median)}`
}

/** The address of the list of subjects in a state. Some machines have a list page of their own. */
function listOf(name: SubjectName, state: string, query: StandingQuery): string {
	if (name === "application") return paths.operatorApplications({ state, ...query })
	if (name === "letter") return paths.operatorMail({ state })
	return paths.operatorMachineState(name, state, query)
}

/** The drawing in words, including the transitions that the drawing leaves out because the state stays the same. */
export function inWords(name: SubjectName) {
	const { states, transitions } = graphOf(name)
	const nameOf = (path: string) => states.find((state) => state.path === path)?.name ?? path
	const inShort = (one: GraphTransition) => ({
		id: one.id,
		event: one.event,
		button: one.button,
		when: one.when,
		to: one.isSelf ? null : nameOf(one.to),
		who: one.who.map(partyInWords),
		conditions: one.conditions,
	})
	return {
		ownIsBarred: transitions.some(({ who }) => ownIsBarred(who)),
		creation: transitions.filter(({ from }) => from === "").map(inShort),
		leaving: Object.fromEntries(
			states.map(({ path }) => [path, transitions.filter(({ from }) => from === path).map(inShort)]),
		),
	}
}
export type TransitionView = MachineView["creation"][number]
