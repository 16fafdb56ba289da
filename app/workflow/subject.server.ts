import type { z } from "zod"
import type { Tx } from "#app/db/client.server.ts"
import type { Actor, Party, Rule } from "#app/policies/policy.ts"
import type { Checks } from "#app/utils/http/one-round.ts"
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

/** What an effect receives: one transition, inside its database transaction. */
export interface TransitionContext<Row extends SubjectRow = SubjectRow, Facts = unknown, Scope = unknown>
	extends Loaded<Row, Facts, Scope> {
	tx: Tx
	actor: Actor
	now: Date
	/** The event's name and data, as validated. */
	event: string
	input: Record<string, unknown>
	/** The result of `prepare`, from before the transaction: a rendered form, a checked file. */
	prepared: unknown
	to: string
	/** Parameters of the machine's action. */
	params: Record<string, unknown>
}

/** Columns for the single update of the subject. */
export type Columns = Record<string, unknown>

/** What an action of the machine does. It is typed as a method so that the engine can store effects of every noun. */
export type Effect<Row extends SubjectRow, Facts, Scope> = {
	carryOut(transition: TransitionContext<Row, Facts, Scope>): Promise<Columns | undefined>
}["carryOut"]

/**
 * A noun with a lifecycle: how its row is found, locked and turned into what guards and rules read, and what each action of
 * its machine does. These are methods, not properties, so that the engine can treat all nouns alike.
 */
export interface Subject<Row extends SubjectRow = SubjectRow, Facts = unknown, Scope = unknown> {
	name: SubjectName
	lifecycle: AnyLifecycle
	/** Locks the row, after the rows that come earlier in the lock order: schedule, application, withdrawal. */
	lock(tx: Tx, id: string): Promise<unknown>
	load(tx: Tx, id: string, now: Date): Promise<Loaded<Row, Facts, Scope> | null>
	/** Whether this person may know that the subject exists. For everybody else it is not found. */
	mayRead(actor: Actor, scope: Scope): boolean
	/** Who may create one. The use case checks this rule before creating. */
	mayCreate: { readonly parties: readonly Party[] }
	/** The person whom the subject concerns, if any. Their name is stored when somebody else acts. */
	onBehalfOf(scope: Scope): string | null
	/** The fields of an event's input that can contain a reason. The first one that is filled in is stored. */
	reasonFields: readonly string[]
	create(tx: Tx, columns: Columns): Promise<unknown>
	/** Compare-and-set. @returns the number of rows that still had this version */
	update(tx: Tx, where: { id: string; version: number }, columns: Columns): Promise<number>
	effects(name: string): Effect<Row, Facts, Scope> | undefined
	/** Actions that run after the row is updated, because letters mention the new numbers and dates. */
	afterUpdate?: readonly string[]
}

/** The reason in an event's input, if any. */
export function reasonIn({ reasonFields }: Pick<Subject, "reasonFields">, input: Columns): string | null {
	const given = reasonFields.map((field) => input[field]).find((text) => text !== undefined && text !== null)
	return typeof given === "string" && given !== "" ? given : null
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
	/** What a form sends. */
	schema: Schema
	/** Who may send it. */
	may: Rule<Scope>
	/**
	 * What only the server can check about the fields of a form. If the schema refuses a form, the same answer names these
	 * problems too; `prepare` or an effect checks a well-formed form.
	 */
	checks?(wellFormed: Partial<z.output<Schema>>, loaded: Loaded<Row, Facts, Scope>): Checks
	/**
	 * Compares what the form says it knows with the locked row, and returns the input without what has not been changed there.
	 * @throws DomainError stale if somebody else has changed the same meanwhile
	 */
	reconcile?(context: { row: Row; input: z.output<Schema>; known: string }): z.output<Schema>
	/** Locks other rows that the event names, before the subject itself is locked. */
	lockFirst?(tx: Tx, id: string, input: z.output<Schema>): Promise<void>
	/** Slow work before the transaction: rendering a form, checking a file. Its result may be discarded. */
	prepare?(context: {
		actor: Actor
		now: Date
		loaded: Loaded<Row, Facts, Scope>
		input: z.output<Schema>
	}): Promise<Prepared>
	/** Adds facts about what the event names (a schedule, experts, a sitting), read inside the transaction. */
	choose?(tx: Tx, loaded: Loaded<Row, Facts, Scope>, input: z.output<Schema>): Promise<Facts>
	/** What guards read about the event in addition to the fields: the results of the server's own checks. */
	checked?(context: {
		input: z.output<Schema>
		prepared: Prepared
		loaded: Loaded<Row, Facts, Scope>
	}): Record<string, unknown>
}

/** A command with its own types erased, as the engine stores it. */
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
