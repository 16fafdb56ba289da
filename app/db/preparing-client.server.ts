import { AsyncLocalStorage } from "node:async_hooks"
import pg from "pg"

/** More different statements than the program has; those beyond are parsed each time, as without this client. */
const MOST_STATEMENTS = 500
/** What PostgreSQL plans; BEGIN and the like have no plan to keep. */
const planned = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
	const known = names.get(text)
	if (known) return known
	if (names.size >= MOST_STATEMENTS || !planned.test(text)) return undefined
	const name = `s${names.size}`
	names.set(text, name)
	return name
}

/**
 * A connection that gives each statement a name, so that PostgreSQL parses and plans it once a connection: of a query that
 * brings an application with all that its guards read, planning is five sixths. Prisma's adapter names none.
 */
export class PreparingClient extends pg.Client {
	/** Who wants to know on which connection the transaction begins that Prisma is asked for here. */
	static readonly beginning = new AsyncLocalStorage<(client: PreparingClient) => void>()
	/** How many transactions have ended here: the connection is somebody else's then. */
	ended = 0

	override query = ((query: unknown, ...rest: unknown[]) => {
		const text = textOf(query)
		if (text === "BEGIN") PreparingClient.beginning.getStore()?.(this)
		if (text === "COMMIT" || text === "ROLLBACK") this.ended += 1
		return Reflect.apply(pg.Client.prototype.query, this, [named(query, text), ...rest])
	}) as pg.Client["query"]
}

const textOf = (query: unknown): string | undefined =>
	typeof query === "object" && query !== null && "text" in query && typeof query.text === "string"
		? query.text
		: undefined

function named(query: unknown, text: string | undefined): unknown {
	if (text === undefined || Object.hasOwn(query as object, "name")) return query
	const name = nameOf(text)
	return name ? { ...(query as object), name } : query
}
