import type { LoaderFunctionArgs } from "@remix-run/node"
import { addressOf } from "#app/auth/limits.server.ts"
import { explainTakenUsername } from "#app/domain/account/register-teacher.server.ts"
import { TooManyAttempts } from "#app/utils/http/too-many-attempts.ts"

/**
 * Checks a login while it is typed: «Имя … уже занято.». Above the rate limit it returns nothing, and the form checks again
 * when it is sent.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const username = new URL(request.url).searchParams.get("username")?.trim() ?? ""
	// A page of another site could make its visitors send this request. It learns nothing and uses up none of their attempts.
	if (isFromElsewhere(request)) return { username, taken: null }
	if (!/^[A-Za-z0-9]{3,32}$/.test(username)) return { username, taken: null }
	try {
		return { username, taken: await explainTakenUsername(username, addressOf(context)) }
	} catch (error) {
		if (!(error instanceof TooManyAttempts)) throw error
		return { username, taken: null }
	}
}

/** Browsers say which site's page sends the request. A client that is not a browser says nothing, so its requests are counted. */
function isFromElsewhere(request: Request): boolean {
	const site = request.headers.get("Sec-Fetch-Site")
	return site === "cross-site" || site === "same-site"
}
