import { transition } from "xstate"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound, stale } from "#app/utils/errors.ts"
import { refusalReasons } from "#machines/explain.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { restore, statePath, UnknownState } from "#machines/structure.ts"
import { actorColumns, type LastEntry, lastEntry, writeJournal } from "./journal.server.ts"
import { commandFor } from "./registry.server.ts"
import type { AnyCommand, Columns, Loaded, Subject, SubjectRow } from "./subject.server.ts"

export interface Dispatch {
	actor: Actor
	subject: SubjectName
	id: string
	event: string
	/** Already parsed by the command's schema where a form sent it. */
	input?: Record<string, unknown>
	now: Date
	/** The version the person looked at; another one in the database means somebody was faster. */
	version?: number
	/** The event of another subject that brings this one about. */
	cause?: string
	/** What was loaded a moment ago, to prepare with; the transaction loads it again and decides by that. */
	known?: Loaded | undefined
}

export interface Outcome {
	id: string
	state: string
	version: number
}

/**
 * The one way to change a state. Of two people at once exactly one wins; the other is told (`stale` or `not-allowed-now`).
 * @throws DomainError not-found (also when the actor may not know of it), forbidden, not-allowed-now with every reason, stale
 */
export async function dispatch(order: Dispatch): Promise<Outcome> {
	const command = commandOf(order)
	const prepared = await prepare(command, order)
	try {
		return await inTransaction((tx) => carryOut(tx, command, order, prepared))
	} catch (error) {
		if (error instanceof Quarantined) await setAside(error)
		throw error
	}
}

/** The same inside the transaction of another transition: a withdrawal's registration withdraws its application. */
export async function dispatchWithin(tx: Tx, order: Dispatch & { cause: string }): Promise<Outcome> {
	return carryOut(tx, commandOf(order), order, undefined)
}

function commandOf({ subject, event }: Dispatch): AnyCommand {
	const command = commandFor(subject, event)
	if (!command) throw notFound()
	return command
}

/** Refuses early what will be refused anyway, so that nobody's form is rendered for a stranger; the transaction asks again. */
async function prepare(command: AnyCommand, order: Dispatch): Promise<unknown> {
	if (!command.prepare) return undefined
	const loaded = order.known ?? (await command.subject.load(prisma, order.id, order.now))
	if (!loaded) throw notFound()
	authorize(command, order, loaded)
	return command.prepare({ actor: order.actor, now: order.now, loaded, input: order.input ?? {} })
}

function authorize(command: AnyCommand, { actor, ...order }: Dispatch, loaded: Loaded): void {
	const cause = order.cause ?? null
	if (cause === null && !command.subject.mayRead(actor, loaded.scope)) throw notFound()
	if (!command.may(actor, loaded.scope, cause)) throw forbidden()
}

async function carryOut(tx: Tx, command: AnyCommand, order: Dispatch, prepared: unknown): Promise<Outcome> {
	const { subject } = command
	const { actor, id, now, event, input = {} } = order
	await command.lockFirst?.(tx, id, input)
	// Sent together, carried out in this order: the facts are read when the row is ours.
	const [, found, last] = await Promise.all([
		subject.lock(tx, id),
		subject.load(tx, id, now),
		lastEntry(tx, subject.name, id),
	])
	if (!found) throw notFound()
	authorize(command, order, found)
	if (order.version !== undefined && order.version !== found.row.version) throw stale()

	const facts = command.choose ? await command.choose(tx, found, input) : found.facts
	const loaded = { ...found, facts }
	const checked = command.checked?.({ input, prepared, loaded }) ?? {}
	const moment = { ...input, ...checked, type: event, at: now.toISOString() }
	const [next, actions] = step(command, loaded, moment)

	const perform = async (action: (typeof actions)[number]) => {
		const effect = subject.effects(action.type)
		if (!effect) throw new Error(`«${subject.name}» has no effect «${action.type}»`)
		const params = (action.params ?? {}) as Record<string, unknown>
		return effect({ ...loaded, tx, actor, now, event, input, prepared, to: next, params })
	}
	const tells = ({ type }: { type: string }) => subject.tells?.includes(type) ?? false
	let columns: Columns = {}
	for (const action of actions) if (!tells(action)) columns = { ...columns, ...(await perform(action)) }
	const tell = async () => {
		for (const action of actions) if (tells(action)) await perform(action)
	}
	// What is told is read behind the write, on the same connection, so it names the numbers that the row has got.
	const [outcome] = await Promise.all([write(tx, command, order, { ...loaded, last }, next, columns), tell()])
	return outcome
}

/** Steps 3 and 4 of the engine: snapshot from the stored value, then the machine's pure transition. */
function step({ subject }: AnyCommand, { row, facts }: Loaded, moment: { type: string; at: string }) {
	if (row.quarantine) throw new DomainError("not-allowed-now", QUARANTINE)
	// A newer program works beside this one: this one cannot read what the other has written.
	if (row.machineVersion > subject.lifecycle.version) throw new DomainError("not-allowed-now", OUTDATED)
	try {
		const snapshot = restore(subject.lifecycle.machine, row.state, facts)
		if (!snapshot.can(moment)) {
			const reasons = refusalReasons(subject.lifecycle, row.state, facts, moment)
			throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
		}
		const [next, actions] = transition(subject.lifecycle.machine, snapshot, moment)
		return [statePath(next.value), actions] as const
	} catch (error) {
		if (error instanceof UnknownState) throw new Quarantined(subject, row, error.message)
		throw error
	}
}

async function write(
	tx: Tx,
	{ subject }: AnyCommand,
	{ actor, id, event, input = {}, now }: Dispatch,
	{ row, scope, last }: Loaded & { last: LastEntry | undefined },
	to: string,
	columns: Columns,
): Promise<Outcome> {
	const version = row.version + 1
	const machineVersion = subject.lifecycle.version
	const moved = to === row.state ? {} : { state: to, stateSince: now }
	const updated = subject.update(
		tx,
		{ id, version: row.version },
		{ ...columns, ...moved, version, machineVersion },
	)
	const entry = {
		subject: subject.name,
		subjectId: id,
		seq: version,
		event,
		data: input,
		from: row.state,
		to,
		at: now,
		reason: reasonIn(input),
		machineVersion,
		...actorColumns(actor, teacherIn(scope)),
	}
	const [count] = await Promise.all([updated, writeJournal(tx, entry, last)])
	if (count !== 1) throw stale()
	return { id, state: to, version }
}

/** The words that justify a transition, whatever its form calls them. */
export function reasonIn(input: Record<string, unknown>): string | null {
	const words = input.reason ?? input.comment ?? input.remark
	return typeof words === "string" && words !== "" ? words : null
}

function teacherIn(scope: unknown): string | null {
	const { teacherId, application } = scope as { teacherId?: string; application?: { teacherId: string } }
	return teacherId ?? application?.teacherId ?? null
}

const OUTDATED =
	"Система обновляется. Подождите минуту, обновите страницу и повторите; Ваши данные сохранены."

const QUARANTINE =
	"Запись отложена: её состояние не удалось восстановить. Оператор видит причину и исправит её; Ваши данные сохранены."

/**
 * A stored state that the machine does not know: never a crash, the subject is set aside for operators. It need not be the
 * subject that the person acted on: one event brings about another.
 */
class Quarantined extends DomainError {
	constructor(
		readonly subject: Pick<Subject, "update">,
		readonly row: Pick<SubjectRow, "id" | "version">,
		readonly why: string,
	) {
		super("not-allowed-now", QUARANTINE)
	}
}

/** Outside the transaction that was broken off; whoever has changed the row meanwhile has mended it. */
async function setAside({ subject, row: { id, version }, why }: Quarantined): Promise<void> {
	await inTransaction((tx) => subject.update(tx, { id, version }, { quarantine: why }))
}
