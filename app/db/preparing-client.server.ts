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
	override query = ((query: unknown, ...rest: unknown[]) =>
		Reflect.apply(pg.Client.prototype.query, this, [named(query), ...rest])) as pg.Client["query"]
}

function named(query: unknown): unknown {
	if (typeof query !== "object" || query === null || !("text" in query) || "name" in query) return query
	const name = typeof query.text === "string" ? nameOf(query.text) : undefined
	return name ? { ...query, name } : query
}
