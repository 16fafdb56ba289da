import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { letterSample } from "#app/letters/samples.ts"
import { notFound } from "#app/utils/errors.ts"
import { param, raise } from "#app/utils/http/http.server.ts"

/** A letter as a mail program shows it. It brings its own style, so it gets its own policy, and no script may run in it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	await requireRole(request, "operator")
	const sample = letterSample(param(params, "kind"))
	if (!sample) raise(notFound())
	return new Response(sample.html, {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy":
				"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
			"Cache-Control": "no-store",
		},
	})
}
