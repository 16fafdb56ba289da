import { now } from "#app/clock/clock.server.ts"
import { recordReads } from "#app/domain/audit/record-reads.server.ts"
import { type RequestScope, withinScope } from "#app/utils/request-scope.server.ts"
import { security } from "#app/utils/security-log.server.ts"

const READS: ReadonlySet<string> = new Set(["GET", "HEAD"])
/** Answers of which the security log says who asked. */
const REFUSED: ReadonlySet<number> = new Set([403, 404])

/**
 * Runs the pages for one request. It is part of the built bundle (the server entry reaches it as
 * `build.entry.module.withinRequest`), so that pages and log share one scope.
 */
export async function withinRequest(scope: RequestScope, answer: () => Promise<Response>): Promise<Response> {
	return withinScope(scope, async () => {
		const response = await answer()
		const { account, path } = scope
		const { status } = response
		if (account && scope.seen && status === 200 && READS.has(scope.method ?? ""))
			recordReads({ actorId: account, path, seen: scope.seen, at: now() })
		if (account && REFUSED.has(status)) security("access", "refused", { account, status, path })
		// The page that says «a failure» gives way to the sentence that says to wait.
		if (status === 500 && scope.databaseUnreachable) return new Response(null, { status: 503 })
		return response
	})
}
