import { transition } from "xstate"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError, forbidden, notFound, stale } from "#app/utils/errors.ts"
import { refusalOf } from "#machines/explain.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { restore, statePath, UnknownState } from "#machines/structure.ts"
import { lastEntry, writeJournal } from "./journal.server.ts"
import { commandFor } from "./registry.server.ts"
import {
	type AnyCommand,
	type Columns,
	type Loaded,
	reasonIn,
	type Subject,
	type SubjectRow,
} from "./subject.server.ts"

export interface Dispatch {
	actor: Actor
	subject: SubjectName
	id: string
	event: string
	/** Already parsed by the command's schema if a form sent it. */
	input?: Record<string, unknown>
	now: Date
	/** The version that the person saw. If the database has another one, somebody else was faster. */
	version?: number
	/** What the page knew of the answers that it changes, in the words of its form. Only for commands that reconcile answers. */
	known?: string | undefined
	/** The other subject's event that sends this one. */
	cause?: string
	/** What the caller has just loaded, for `prepare`. The transaction loads it again and decides by that. */
	loaded?: Loaded | undefined
}

export interface Outcome {
	id: string
	state: string
	version: number
}

/**
 * The only way to change a state. When two people act at once, one wins and the other is refused (`stale` or `not-allowed-now`).
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

/** Dispatches within the transaction of another transition. For example, registering a withdrawal withdraws the application. */
export async function dispatchWithin(tx: Tx, order: Dispatch & { cause: string }): Promise<Outcome> {
	return carryOut(tx, commandOf(order), order, undefined)
}

export function commandOf({ subject, event }: Dispatch): AnyCommand {
	const command = commandFor(subject, event)
	if (!command) throw notFound()
	return command
}

/** Does the slow work before the transaction. Strangers are refused here, before any work. The transaction checks again. */
export async function prepare(command: AnyCommand, order: Dispatch): Promise<unknown> {
	if (!command.prepare) return undefined
	const loaded = order.loaded ?? (await command.subject.load(prisma, order.id, order.now))
	if (!loaded) throw notFound()
	authorize(command, order, loaded)
	return command.prepare({ actor: order.actor, now: order.now, loaded, input: order.input ?? {} })
}

export function authorize(command: AnyCommand, { actor, ...order }: Dispatch, loaded: Loaded): void {
	const cause = order.cause ?? null
	if (cause === null && !command.subject.mayRead(actor, loaded.scope)) throw notFound()
	if (!command.may(actor, loaded.scope, cause)) throw forbidden(command.may.why(actor, loaded.scope, cause))
}

async function carryOut(tx: Tx, command: AnyCommand, order: Dispatch, prepared: unknown): Promise<Outcome> {
	const { subject } = command
	const { actor, id, now, event, known } = order
	await command.lockFirst?.(tx, id, order.input ?? {})
	// The facts are read after the lock, so that nobody can change them before this transaction ends.
	await subject.lock(tx, id)
	const found = await subject.load(tx, id, now)
	if (!found) throw notFound()
	authorize(command, order, found)
	if (order.version !== undefined && order.version !== found.row.version) throw stale()
	const sent = order.input ?? {}
	const input =
		known !== undefined && command.reconcile
			? command.reconcile({ row: found.row, input: sent, known })
			: sent

	const { loaded, next, actions } = await decide(tx, command, { ...order, input }, found, prepared)

	const perform = async (action: (typeof actions)[number]) => {
		const effect = subject.effects(action.type)
		if (!effect) throw new Error(`«${subject.name}» has no effect «${action.type}»`)
		const params = (action.params ?? {}) as Record<string, unknown>
		return effect({ ...loaded, tx, actor, now, event, input, prepared, to: next, params })
	}
	const comesAfter = ({ type }: { type: string }) => subject.afterUpdate?.includes(type) ?? false
	let columns: Columns = {}
	for (const action of actions) if (!comesAfter(action)) columns = { ...columns, ...(await perform(action)) }
	const outcome = await write(tx, command, { ...order, input }, loaded, next, columns)
	for (const action of actions) if (comesAfter(action)) await perform(action)
	return outcome
}

/** The machine's answer to an event: the facts that it read, the next state and the actions to carry out. Nothing is written. */
export async function decide(
	db: Tx,
	command: AnyCommand,
	{ input = {}, event, now }: Dispatch,
	found: Loaded,
	prepared: unknown,
) {
	const facts = command.choose ? await command.choose(db, found, input) : found.facts
	const loaded = { ...found, facts }
	const checked = command.checked?.({ input, prepared, loaded }) ?? {}
	const [next, actions] = step(command, loaded, { ...input, ...checked, type: event, at: now.toISOString() })
	return { loaded, next, actions }
}

/** The machine's pure transition from the stored state: the next state and the actions to carry out. */
function step({ subject }: AnyCommand, { row, facts }: Loaded, event: { type: string; at: string }) {
	if (row.quarantine) throw new DomainError("not-allowed-now", QUARANTINE)
	// A newer version of the program runs at the same time and has written a state that this version cannot read.
	if (row.machineVersion > subject.lifecycle.version) throw new DomainError("not-allowed-now", OUTDATED)
	try {
		const snapshot = restore(subject.lifecycle.machine, row.state, facts)
		if (!snapshot.can(event)) {
			const { reasons, rules } = refusalOf(subject.lifecycle, row.state, facts, event)
			throw new DomainError("not-allowed-now", reasons.join(" "), { reasons, rules })
		}
		const [next, actions] = transition(subject.lifecycle.machine, snapshot, event)
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
	{ row, scope }: Loaded,
	to: string,
	columns: Columns,
): Promise<Outcome> {
	const version = row.version + 1
	const machineVersion = subject.lifecycle.version
	const moved = to === row.state ? {} : { state: to, stateSince: now }
	const count = await subject.update(
		tx,
		{ id, version: row.version },
		{ ...columns, ...moved, version, machineVersion },
	)
	if (count !== 1) throw stale()
	const entry = {
		subject: subject.name,
		subjectId: id,
		seq: version,
		event,
		data: input,
		from: row.state,
		to,
		at: now,
		reason: reasonIn(subject, input),
		machineVersion,
		actor,
		onBehalfOf: subject.onBehalfOf(scope),
	}
	await writeJournal(tx, entry, await lastEntry(tx, subject.name, id))
	return { id, state: to, version }
}

const OUTDATED =
	"Система обновляется. Подождите минуту, обновите страницу и повторите; Ваши данные сохранены."

const QUARANTINE =
	"Запись отложена: её состояние не удалось восстановить. Оператор видит причину и исправит её; Ваши данные сохранены."

/**
 * A stored state that the machine does not know. The program does not crash: it sets the subject aside for operators. This
 * may be a different subject from the one that the person acted on, because one event can send another.
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

/** Runs after the failed transaction. If somebody has changed the row meanwhile, its version differs and nothing is written. */
async function setAside({ subject, row: { id, version }, why }: Quarantined): Promise<void> {
	await inTransaction((tx) => subject.update(tx, { id, version }, { quarantine: why }))
}
