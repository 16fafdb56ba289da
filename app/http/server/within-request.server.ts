import { now } from "#app/clock/clock.server.ts"
import { recordReads } from "#app/domain/audit/record-reads.server.ts"
import { type RequestScope, withinScope } from "#app/utils/request-scope.server.ts"
import { security } from "#app/utils/security-log.server.ts"

const READS: ReadonlySet<string> = new Set(["GET", "HEAD"])
/** For these answers the security log names the person. */
const REFUSED: ReadonlySet<number> = new Set([403, 404])

/**
 * Runs the pages for one request. This is part of the built bundle (the server entry calls it as
 * `build.entry.module.withinRequest`), so that the pages and the log share one scope.
 */
export async function withinRequest(scope: RequestScope, answer: () => Promise<Response>): Promise<Response> {
	return withinScope(scope, async () => {
		const response = await answer()
		const { account, path } = scope
		const { status } = response
		if (account && scope.seen && status === 200 && READS.has(scope.method ?? ""))
			recordReads({ actorId: account, path, seen: scope.seen, at: now() })
		if (account && REFUSED.has(status)) security("access", "refused", { account, status, path })
		// Replaces the page that reports a failure by the sentence that asks to wait.
		if (status === 500 && scope.databaseUnreachable) return new Response(null, { status: 503 })
		if (status === 500 && scope.diskFull) return new Response(null, { status: 507 })
		return response
	})
}
