import type { LoaderFunctionArgs } from "@remix-run/node"
import { now } from "#app/clock/clock.server.ts"
import { readFeed } from "#app/domain/calendar/feed.server.ts"
import { refuseFile } from "#app/http/documents.server.ts"

/** A calendar program reads this without signing in. The address itself is the secret. */
export async function loader({ params }: LoaderFunctionArgs) {
	const text = await readFeed({ token: params.token ?? "", now: now() }).catch(refuseFile)
	return new Response(text, {
		headers: {
			"Content-Type": "text/calendar; charset=utf-8",
			"Content-Disposition": 'inline; filename="attestation.ics"',
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
			"X-Robots-Tag": "noindex",
		},
	})
}
