import { AsyncLocalStorage } from "node:async_hooks"

/** What is known of the request that is being answered, for the log and the page's title: no rule reads it. */
export interface RequestScope {
	readonly requestId: string | undefined
	readonly address: string | undefined
	/** Without the query, one-time tokens covered. */
	readonly path: string
	readonly method?: string
	/** The account of whoever asks, once somebody has asked for it. */
	account?: string
	/** The name of the person whose pages an operator looks at to help. */
	helping?: string
	/** Its form was refused. */
	refused?: boolean
	/** The database did not answer. */
	databaseUnreachable?: boolean
	/** Whose data went into the answer; the record of reads is made of it. */
	readonly seen?: SeenData
}

/** A row of a list is looked at differently from a page about one person. */
export type Glance = "read" | "listed"

export interface SeenData {
	readonly people: Map<string, Glance>
	readonly applications: Map<string, Glance>
}

/** More of them at once are a list. */
const LIST_FROM = 4

export const nothingSeen = (): SeenData => ({ people: new Map(), applications: new Map() })

const scopes = new AsyncLocalStorage<RequestScope>()

export const withinScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work)

/** A view says whose data it hands on, by the person. Outside a request it says so to nobody. */
export const notePeople = (ids: readonly string[]): void => note(currentRequest()?.seen?.people, ids)

/** The same by the application that the data belong to. */
export const noteApplications = (ids: readonly string[]): void =>
	note(currentRequest()?.seen?.applications, ids)

function note(seen: Map<string, Glance> | undefined, ids: readonly string[]) {
	const glance = ids.length < LIST_FROM ? "read" : "listed"
	for (const id of ids) if (seen?.get(id) !== "read") seen?.set(id, glance)
}

export const currentRequest = (): RequestScope | undefined => scopes.getStore()
