import { AsyncLocalStorage } from "node:async_hooks"

/** What is known of the request that is being answered, for the log and the page's title: no rule reads it. */
export interface RequestScope {
	readonly requestId: string | undefined
	readonly address: string | undefined
	/** Without the query, one-time tokens covered. */
	readonly path: string
	/** The account behind the session, once somebody has asked for it. */
	account?: string
	/** Its form was refused. */
	refused?: boolean
}

const scopes = new AsyncLocalStorage<RequestScope>()

export const withinScope = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work)

export const currentRequest = (): RequestScope | undefined => scopes.getStore()
