import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { OUTSIDE, type Steps, stepsOf } from "#machines/steps.ts"
import type { JournalRow } from "./journal-row.ts"

// The stored state is a cache of the journal: folding the journal gives it again. The fold is pure, so the server can check
// the whole database with it, and the browser can show any earlier moment.

/** How a step was made: by the machine, by operators by hand, or by the move to a new version. */
export type StepKind = "creation" | "transition" | "by-hand" | "migration"

export interface FoldedStep {
	row: JournalRow
	kind: StepKind
	/** Parts of sentences about what is wrong. Empty for a correct step. */
	flaws: string[]
}

/** The journal's last entry of an event. */
export interface LastEvent {
	seq: number
	at: Date
	data: Record<string, unknown>
	reason: string | null
}

/** A subject as it follows from its journal. */
export interface Folded {
	/** Null before creation. */
	state: string | null
	/** Number of the last row, which is the version that the subject must have. */
	version: number
	machineVersion: number
	createdAt: Date | null
	stateSince: Date | null
	/** The last entry of each event, by event. */
	lastEvents: Readonly<Record<string, LastEvent>>
	/** Hash of the last row. The next row must name it. */
	hash: string
}

export const NOT_CREATED: Folded = {
	state: null,
	version: 0,
	machineVersion: 0,
	createdAt: null,
	stateSince: null,
	lastEvents: {},
	hash: "",
}

export interface FoldOptions {
	/** Computes the hash that a row must have (`hashOfRow`). The browser omits it and checks no hashes. */
	hashOf?: (row: JournalRow) => string
	/** Rows after this moment are ignored. */
	until?: Date
}

/** Folds a subject's journal, sorted by number: all of it, or the part up to a moment. */
export function foldJournal(
	lifecycle: AnyLifecycle,
	rows: readonly JournalRow[],
	{ until, hashOf }: FoldOptions = {},
): { folded: Folded; steps: FoldedStep[]; flaws: string[] } {
	let folded = NOT_CREATED
	const steps: FoldedStep[] = []
	for (const row of rows) {
		if (until && row.at > until) break
		const next = foldStep(lifecycle, folded, row, hashOf)
		folded = next.folded
		steps.push(next.step)
	}
	return { folded, steps, flaws: steps.flatMap(({ flaws }) => flaws) }
}

/** Folds one more row. A wrong row is reported but still followed, so that one flaw does not hide the next. */
export function foldStep(
	lifecycle: AnyLifecycle,
	before: Folded,
	row: JournalRow,
	hashOf?: FoldOptions["hashOf"],
): { folded: Folded; step: FoldedStep } {
	const kind = kindOf(before, row)
	const moved = row.to !== before.state
	const { seq, at, data, reason } = row
	const folded: Folded = {
		state: row.to,
		version: seq,
		machineVersion: row.machineVersion,
		createdAt: before.createdAt ?? at,
		stateSince: moved ? at : before.stateSince,
		lastEvents: { ...before.lastEvents, [row.event]: { seq, at, data, reason } },
		hash: row.hash,
	}
	const flaws = [
		...orderFlaws(before, row),
		...stepFlaws(stepsOf(lifecycle, row.machineVersion), before, row, kind),
		...chainFlaws(before, row, hashOf),
	].map((flaw) => `Запись ${seq}: ${flaw}.`)
	return { folded, step: { row, kind, flaws } }
}

function kindOf(before: Folded, { event }: JournalRow): StepKind {
	if (event === OUTSIDE.byHand) return "by-hand"
	if (event === OUTSIDE.migration) return "migration"
	return before.version === 0 ? "creation" : "transition"
}

function* orderFlaws(before: Folded, { seq, from }: JournalRow) {
	if (seq !== before.version + 1) yield `перед ней должна стоять запись ${seq - 1}, а её нет`
	if (before.version > 0 && from !== before.state)
		yield `начинается с «${from ?? "ничего"}», а предыдущая привела в «${before.state}»`
}

function* stepFlaws(
	steps: Steps | null,
	before: Folded,
	row: JournalRow,
	kind: StepKind,
): Generator<string, void> {
	const { event, from, to, machineVersion } = row
	if (!steps) return yield `версия ${machineVersion} порядка работы неизвестна программе`
	const outside = kind === "by-hand" || kind === "migration"
	if (before.version > 0 && !outside && machineVersion !== before.machineVersion)
		yield `сделана по версии ${machineVersion} порядка работы, а перевода с версии ${before.machineVersion} не было`
	if (kind === "creation") {
		const { creation } = steps
		if (from !== null || event !== creation.event || to !== creation.to)
			yield `первой должна быть «${creation.event}» в «${creation.to}», а стоит «${event}» в «${to}»`
	} else if (outside) {
		if (!steps.states.has(to)) yield `состояния «${to}» в порядке работы нет`
		if (kind === "by-hand") yield* handFlaws(row)
	} else if (!steps.has(from ?? "", event, to)) {
		yield `порядок работы не знает шага «${event}» из «${from ?? "ничего"}» в «${to}»`
	}
}

/** A move by hand must name its reason and two different people. */
function* handFlaws({ data, reason, actorId }: JournalRow) {
	const proposer = handOf(data)?.proposedBy.id
	if (!reason?.trim()) yield "у перевода вручную нет причины"
	if (!proposer || !actorId || proposer === actorId) yield "перевод вручную подтвердил не второй человек"
}

/** The journal's data of a move by hand. */
export interface HandMove {
	repairId: string
	proposedBy: { id: string; name: string }
	confirmedBy: { id: string; name: string }
	/** The stored state that the move replaced because the machine did not know it, or null. */
	healed: string | null
}

/** The data of a move by hand, or null for any other row. */
export function handOf(data: Record<string, unknown>): HandMove | null {
	const { proposedBy, confirmedBy } = data as Partial<HandMove>
	return proposedBy && confirmedBy ? (data as unknown as HandMove) : null
}

/** In words, the two people who made a move by hand. */
export const bothHands = ({ proposedBy, confirmedBy }: HandMove): string =>
	`Предложение — ${proposedBy.name}, подтверждение — ${confirmedBy.name}`

function* chainFlaws(before: Folded, row: JournalRow, hashOf: FoldOptions["hashOf"]) {
	if (!hashOf) return
	if (row.previousHash !== before.hash) yield "не продолжает цепочку: названа другая предыдущая запись"
	const expected = row.erased?.at(-1)?.rest ?? row.hash
	if (expected !== hashOf(row)) yield "изменена после того, как была сделана"
}

/** What is stored of a subject apart from its journal. */
export interface Stored {
	state: string
	version: number
	machineVersion: number
	stateSince: Date
}

/** Sentences about how the stored subject differs from its journal. Empty if they agree. */
export function differences(folded: Folded, stored: Stored | null): string[] {
	if (!stored) return ["Журнал есть, а самой записи в базе данных нет."]
	if (folded.version === 0) return ["Запись в базе данных есть, а журнала у неё нет."]
	const compared = [
		["состояние", stored.state, folded.state],
		["номер версии", stored.version, folded.version],
		["версия порядка работы", stored.machineVersion, folded.machineVersion],
		["время перехода", stored.stateSince.toISOString(), folded.stateSince?.toISOString()],
	] as const
	return compared
		.filter(([, is, expected]) => is !== expected)
		.map(([what, is, expected]) => `Не сходится ${what}: в базе данных «${is}», по журналу «${expected}».`)
}
