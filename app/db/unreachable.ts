/** The codes of the network, PostgreSQL and Prisma for a database that does not answer at the moment. */
const CODES: ReadonlySet<unknown> = new Set([
	...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "EPIPE"],
	// The server is shutting down, has crashed, is starting or recovering, or has no free connection.
	...["57P01", "57P02", "57P03", "53300", "08000", "08001", "08003", "08004", "08006"],
	...["P1001", "P1002", "P1008", "P1017", "P2024", "P2037"],
])
/** pg gives these errors no code. */
const MESSAGES =
	/Connection terminated|not currently accepting connections|timeout exceeded when trying to connect|Client has encountered a connection error/

/**
 * Whether an error means that the database cannot be reached at the moment. The request was not at fault and may be
 * repeated. Libraries wrap each other's errors, so the causes are checked too.
 */
export function isDatabaseUnreachable(error: unknown, depth = 0): boolean {
	if (typeof error !== "object" || error === null || depth > 5) return false
	const field = (name: string): unknown => Reflect.get(error, name)
	const message = field("message")
	if (CODES.has(field("code")) || CODES.has(field("originalCode"))) return true
	if (typeof message === "string" && MESSAGES.test(message)) return true
	const errors = field("errors")
	const inner = [
		field("cause"),
		field("meta"),
		field("driverAdapterError"),
		...(Array.isArray(errors) ? errors : []),
	]
	return inner.some((one) => isDatabaseUnreachable(one, depth + 1))
}
