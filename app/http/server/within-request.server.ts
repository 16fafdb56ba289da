import { type RequestScope, withinScope } from "#app/utils/request-scope.server.ts"
import { security } from "#app/utils/security-log.server.ts"

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
		if (account && REFUSED.has(status)) security("access", "refused", { account, status, path })
		return response
	})
}
