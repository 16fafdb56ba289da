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

export interface SeenData {
	readonly people: Set<string>
	readonly applications: Set<string>
}

const scopes = new AsyncLocalStorage<RequestScope>()

export const withinScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work)

/** A view says whose data it hands on, by the person. Outside a request it says so to nobody. */
export function notePeople(ids: Iterable<string>): void {
	const seen = currentRequest()?.seen
	if (seen) for (const id of ids) seen.people.add(id)
}

/** The same by the application that the data belong to. */
export function noteApplications(ids: Iterable<string>): void {
	const seen = currentRequest()?.seen
	if (seen) for (const id of ids) seen.applications.add(id)
}

export const currentRequest = (): RequestScope | undefined => scopes.getStore()
