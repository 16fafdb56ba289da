import { type Ask, withSnapshot, withWholeTables } from "#app/db/snapshot.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import { LIFECYCLES, type SubjectName } from "#machines/lifecycles.ts"
import { OUTSIDE, stepsOf } from "#machines/steps.ts"
import { type Folded, foldStep, NOT_CREATED } from "./fold.ts"
import { journalRow, writeJournalRows } from "./journal.server.ts"
import type { JournalRow } from "./journal-row.ts"
import { journalsOf } from "./replay.server.ts"
import type { SubjectRow } from "./subject.server.ts"
import { TABLES } from "./tables.ts"

// A changed machine has a migration for every version before it. Either all subjects move, in one transaction, or none
// does, so that a machine never reads a state that another version wrote.

export type Lifecycles = Readonly<Record<SubjectName, AnyLifecycle>>

export interface Stuck {
	subject: SubjectName
	id: string
	state: string
	why: string
}

export interface Move {
	subject: SubjectName
	fromVersion: number
	toVersion: number
	from: string
	to: string
	count: number
}

export interface Migrated {
	/** How many subjects move from which state to which. */
	moves: Move[]
	/** Subjects that no migration can move. */
	stuck: Stuck[]
	/** False for a plan that was not carried out. */
	written: boolean
}

export interface MigrationOptions {
	now: Date
	/** Only plans; writes nothing. */
	dryRun?: boolean
	/** Quarantines the subjects that cannot move, and moves the others. Without this option nothing moves if one subject cannot. */
	setAside?: boolean
	lifecycles?: Lifecycles
}

type Row = SubjectRow & { stateSince: Date }

/** Subjects that are moved by one statement. */
const BATCH = 500

/** Moves every stored state to the current version of its machine. Quarantined subjects are left to an operator. */
export async function migrateLifecycles(options: MigrationOptions): Promise<Migrated> {
	const plan = await inOneGo(options, false)
	const nothingToDo = plan.moves.length === 0 && plan.stuck.length === 0
	const mayNot = plan.stuck.length > 0 && !options.setAside
	if (options.dryRun || nothingToDo || mayNot) return plan
	return inOneGo(options, true)
}

const inOneGo = (options: MigrationOptions, written: boolean): Promise<Migrated> =>
	(written ? withWholeTables : withSnapshot)(async (ask) => {
		const { lifecycles = LIFECYCLES } = options
		const moves = new Map<string, Move>()
		const stuck: Stuck[] = []
		for (const subject of Object.keys(TABLES) as SubjectName[]) {
			const lifecycle = lifecycles[subject]
			for await (const rows of outdated(ask, subject, lifecycle.version, written)) {
				const steps = await movesOf(ask, subject, lifecycle, rows)
				for (const step of steps.possible) countMove(moves, subject, lifecycle.version, step)
				stuck.push(...steps.stuck)
				if (!written) continue
				await writeMoves(ask, subject, lifecycle, steps.possible, options.now)
				await setAside(ask, subject, steps.stuck)
			}
		}
		// If another process changed a subject after the plan was made, nothing is written.
		if (written && stuck.length > 0 && !options.setAside) throw new Error(CHANGED_MEANWHILE)
		return { moves: [...moves.values()], stuck, written }
	})

const CHANGED_MEANWHILE =
	"Пока готовился перевод, данные изменились. Остановите остальные экземпляры программы и повторите."

/** Rows that an earlier version wrote. They are locked if they are going to be moved. */
async function* outdated(ask: Ask, subject: SubjectName, version: number, locked: boolean) {
	let after = ""
	for (;;) {
		const rows = await ask<Row>(
			`SELECT * FROM "${TABLES[subject]}" WHERE "machineVersion" < $1 AND "quarantine" IS NULL AND "id" > $2
			ORDER BY "id" LIMIT ${BATCH} ${locked ? "FOR UPDATE" : ""}`,
			[version, after],
		)
		const last = rows.at(-1)
		if (!last) return
		yield rows
		after = last.id
	}
}

interface Step {
	row: Row
	folded: Folded
	to: string
}

async function movesOf(ask: Ask, subject: SubjectName, lifecycle: AnyLifecycle, rows: readonly Row[]) {
	const journals = await journalsOf(
		ask,
		subject,
		rows.map(({ id }) => id),
	)
	const possible: Step[] = []
	const stuck: Stuck[] = []
	for (const row of rows) {
		const folded = fold(lifecycle, journals.get(row.id) ?? [])
		const moved = moveOn(lifecycle, row, folded)
		if ("to" in moved) possible.push({ row, folded, to: moved.to })
		else stuck.push({ subject, id: row.id, state: row.state, why: moved.cannot })
	}
	return { possible, stuck }
}

const fold = (lifecycle: AnyLifecycle, rows: readonly JournalRow[]) =>
	rows.reduce((folded, row) => foldStep(lifecycle, folded, row).folded, NOT_CREATED)

/** Applies every migration between the stored version and the current one. */
function moveOn(lifecycle: AnyLifecycle, row: Row, folded: Folded): { to: string } | { cannot: string } {
	if (folded.state !== row.state || folded.version !== row.version)
		return { cannot: "Хранимое состояние не сходится с журналом." }
	let { state } = row
	for (let version = row.machineVersion; version < lifecycle.version; version += 1) {
		const migration = lifecycle.migrations?.[version - 1]
		if (!migration) return { cannot: `Нет перевода с версии ${version} на версию ${version + 1}.` }
		const moved = migration.move({ state, row: { ...row }, lastEvents: folded.lastEvents })
		if ("cannot" in moved) return moved
		if (!stepsOf(lifecycle, version + 1)?.states.has(moved.to))
			return { cannot: `Перевод ведёт в состояние «${moved.to}», которого нет в версии ${version + 1}.` }
		state = moved.to
	}
	return { to: state }
}

function countMove(moves: Map<string, Move>, subject: SubjectName, toVersion: number, { row, to }: Step) {
	const { machineVersion: fromVersion, state: from } = row
	const key = `${subject} ${fromVersion} ${from} ${to}`
	const move = moves.get(key) ?? { subject, fromVersion, toVersion, from, to, count: 0 }
	moves.set(key, { ...move, count: move.count + 1 })
}

async function writeMoves(
	ask: Ask,
	subject: SubjectName,
	{ version }: AnyLifecycle,
	steps: readonly Step[],
	now: Date,
) {
	if (steps.length === 0) return
	const rows = steps.map(({ row, folded, to }) =>
		journalRow(
			{
				subject,
				subjectId: row.id,
				seq: row.version + 1,
				event: OUTSIDE.migration,
				data: { fromVersion: row.machineVersion, toVersion: version },
				from: row.state,
				to,
				at: now,
				reason: `Перевод с версии ${row.machineVersion} порядка работы на версию ${version}`,
				machineVersion: version,
				actor: SYSTEM,
				onBehalfOf: null,
			},
			folded.hash,
		),
	)
	await writeJournalRows(ask, rows)
	const updates = steps.map(({ row, to }) => ({
		id: row.id,
		state: to,
		version: row.version + 1,
		since: to === row.state ? row.stateSince : now,
	}))
	await ask(
		`UPDATE "${TABLES[subject]}" t SET "state" = m.state, "version" = m.version, "machineVersion" = $2, "stateSince" = m.since
		FROM jsonb_to_recordset($1::jsonb) AS m(id text, state text, version int, since timestamptz) WHERE t."id" = m.id`,
		[JSON.stringify(updates), version],
	)
}

async function setAside(ask: Ask, subject: SubjectName, stuck: readonly Stuck[]) {
	for (const { id, why } of stuck)
		await ask(`UPDATE "${TABLES[subject]}" SET "quarantine" = $2 WHERE "id" = $1`, [id, why])
}

/**
 * Runs at every start, before anything is read or written. It refuses states of a version that the program does not know
 * yet, and moves those of earlier versions. If a subject cannot be moved, the start stops, because a person has to decide.
 * @throws Error with a Russian sentence that says what to do
 */
export async function bringUpLifecycles(now: Date, lifecycles: Lifecycles = LIFECYCLES): Promise<Migrated> {
	await refuseNewer(lifecycles)
	const migrated = await migrateLifecycles({ now, lifecycles })
	if (migrated.stuck.length === 0) return migrated
	throw new Error(
		`Порядок работы изменился, а записей, которые нельзя перевести на новую версию: ${migrated.stuck.length}. ` +
			"Ничего не изменено. Посмотрите их: npm run lifecycles -- --dry-run. Перевести остальные, а эти отложить для " +
			"оператора: npm run lifecycles -- --set-aside.",
	)
}

async function refuseNewer(lifecycles: Lifecycles) {
	const found = await withSnapshot(async (ask) => {
		const newer: string[] = []
		for (const subject of Object.keys(TABLES) as SubjectName[]) {
			const { version } = lifecycles[subject]
			const [row] = await ask<{ newest: number | null }>(
				`SELECT max("machineVersion") AS newest FROM "${TABLES[subject]}"`,
			)
			if ((row?.newest ?? 0) > version)
				newer.push(`«${LIFECYCLES[subject].title}»: версия ${row?.newest}, программа знает ${version}`)
		}
		return newer
	})
	if (found.length > 0)
		throw new Error(
			`В базе данных есть состояния более новой версии порядка работы (${found.join("; ")}). ` +
				"Запустите ту версию программы, с которой база работала.",
		)
}
