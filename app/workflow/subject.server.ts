import type { z } from "zod"
import type { Tx } from "#app/db/client.server.ts"
import type { Actor, Party, Rule } from "#app/policies/policy.ts"
import type { AnyLifecycle } from "#machines/lifecycle.ts"
import type { SubjectName } from "#machines/lifecycles.ts"

/** The columns that every subject of a lifecycle has. Only the engine writes them. */
export interface SubjectRow {
	id: string
	state: string
	version: number
	machineVersion: number
	quarantine: string | null
}

export interface Loaded<Row extends SubjectRow = SubjectRow, Facts = unknown, Scope = unknown> {
	row: Row
	facts: Facts
	scope: Scope
}

/** What an effect is told: one transition that is about to be written, inside its transaction. */
export interface Happening<Row extends SubjectRow = SubjectRow, Facts = unknown, Scope = unknown>
	extends Loaded<Row, Facts, Scope> {
	tx: Tx
	actor: Actor
	now: Date
	/** The event's name and data, as validated. */
	event: string
	input: Record<string, unknown>
	/** What the slow part before the transaction made: a rendered form, a checked file. */
	prepared: unknown
	to: string
	/** Parameters of the machine's action. */
	params: Record<string, unknown>
}

/** Columns that go into the one update of the subject. */
export type Columns = Record<string, unknown>

/** What an action of the machine does. Typed as a method, whose parameter the engine may know less of than the noun does. */
export type Effect<Row extends SubjectRow, Facts, Scope> = {
	carryOut(happening: Happening<Row, Facts, Scope>): Promise<Columns | undefined>
}["carryOut"]

/**
 * A noun with a lifecycle: how its row is found, locked and turned into what guards and rules read, and what each action
 * of its machine does. Methods, not properties, so that the engine can treat every noun alike.
 */
export interface Subject<Row extends SubjectRow = SubjectRow, Facts = unknown, Scope = unknown> {
	name: SubjectName
	lifecycle: AnyLifecycle
	/**
	 * Locks the row, and before it what the lock order asks for (schedule, then application, then withdrawal). All of it is sent
	 * before this returns, so that what is read next is read behind the lock.
	 */
	lock(tx: Tx, id: string): Promise<unknown>
	load(tx: Tx, id: string, now: Date): Promise<Loaded<Row, Facts, Scope> | null>
	/** Who may know that it exists: to everybody else it is not found. */
	mayRead(actor: Actor, scope: Scope): boolean
	/** Who may bring one into being: the rule that the use case asks before it begets. */
	mayBeget: { readonly parties: readonly Party[] }
	create(tx: Tx, columns: Columns): Promise<unknown>
	/** Compare-and-set: the number of rows that still had this version. */
	update(tx: Tx, where: { id: string; version: number }, columns: Columns): Promise<number>
	effects(name: string): Effect<Row, Facts, Scope> | undefined
	/** Actions that tell what the row has become, so they come after it is written; letters name numbers and dates. */
	tells?: readonly string[]
}

/** Everything about one event of one noun. */
export interface Command<
	Row extends SubjectRow = SubjectRow,
	Facts = unknown,
	Scope = unknown,
	Schema extends z.ZodType<Record<string, unknown>> = z.ZodType<Record<string, unknown>>,
	Prepared = unknown,
> {
	subject: Subject<Row, Facts, Scope>
	event: string
	/** What the form sends. */
	schema: Schema
	/** Who. */
	may: Rule<Scope>
	/** Locks of other rows that the event names, taken before the subject's own. */
	lockFirst?(tx: Tx, id: string, input: z.output<Schema>): Promise<void>
	/** Slow work outside the transaction (a form rendered, a file checked); may run and be thrown away. */
	prepare?(context: {
		actor: Actor
		now: Date
		loaded: Loaded<Row, Facts, Scope>
		input: z.output<Schema>
	}): Promise<Prepared>
	/** Facts about what the event names (a schedule, experts, a sitting), looked up inside the transaction. */
	choose?(tx: Tx, loaded: Loaded<Row, Facts, Scope>, input: z.output<Schema>): Promise<Facts>
	/** What the guards read of the event besides its fields: results of checks, never the browser's word. */
	checked?(context: {
		input: z.output<Schema>
		prepared: Prepared
		loaded: Loaded<Row, Facts, Scope>
	}): Record<string, unknown>
}

/** A command with its types forgotten, as the engine keeps it. */
export type AnyCommand = Command<SubjectRow, unknown, unknown, z.ZodType<Record<string, unknown>>, unknown>

export function command<
	Row extends SubjectRow,
	Facts,
	Scope,
	Schema extends z.ZodType<Record<string, unknown>>,
	Prepared = null,
>(
	subject: Subject<Row, Facts, Scope>,
	event: string,
	definition: Omit<
		Command<NoInfer<Row>, NoInfer<Facts>, NoInfer<Scope>, Schema, Prepared>,
		"subject" | "event"
	>,
): Command<Row, Facts, Scope, Schema, Prepared> {
	return { subject, event, ...definition }
}
