import { AsyncLocalStorage } from "node:async_hooks"

/** What is known about the current request, for the log and the page's title. No rule reads it. */
export interface RequestScope {
	readonly requestId: string | undefined
	readonly address: string | undefined
	/** Without the query, with one-time tokens hidden. */
	readonly path: string
	readonly method?: string
	/** The account of the sender, once it has been loaded. */
	account?: string
	/** The name of the person whose pages an operator looks at to help. */
	helping?: string
	/** True if the form of this request was refused. */
	refused?: boolean
	/** True if the database did not answer. */
	databaseUnreachable?: boolean
	/** True if there was no space for a write. */
	diskFull?: boolean
	/** The people whose data is in the answer, for the record of reads. */
	readonly seen?: SeenData
	/** What loaders of this page have asked for so far, by what they asked. */
	readonly asked?: Map<string, Promise<unknown>>
}

/** A row of a list counts differently from a page about one person. */
export type Glance = "read" | "listed"

export interface SeenData {
	readonly people: Map<string, Glance>
	readonly applications: Map<string, Glance>
}

/** This many people or more in one answer count as a list. */
const LIST_FROM = 4

export const nothingSeen = (): SeenData => ({ people: new Map(), applications: new Map() })

const scopes = new AsyncLocalStorage<RequestScope>()

export const withinScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work)

/** A view reports whose data it returns, by the person. Outside a request this does nothing. */
export const notePeople = (ids: readonly string[]): void => note(currentRequest()?.seen?.people, ids)

/** The same by the application that the data belongs to. */
export const noteApplications = (ids: readonly string[]): void =>
	note(currentRequest()?.seen?.applications, ids)

function note(seen: Map<string, Glance> | undefined, ids: readonly string[]) {
	const glance = ids.length < LIST_FROM ? "read" : "listed"
	for (const id of ids) if (seen?.get(id) !== "read") seen?.set(id, glance)
}

/**
 * The loaders of one page run at the same time and often need the same view. Within a request that only reads, it is loaded
 * once. A request that writes, or code outside a request, loads it each time.
 * @param what a key with everything that the view depends on, including the reader
 */
export function onceInRequest<T>(what: string, load: () => Promise<T>): Promise<T> {
	const asked = currentRequest()?.asked
	const known = asked?.get(what) as Promise<T> | undefined
	if (known) return known
	const answer = load()
	asked?.set(what, answer)
	return answer
}

export const currentRequest = (): RequestScope | undefined => scopes.getStore()
