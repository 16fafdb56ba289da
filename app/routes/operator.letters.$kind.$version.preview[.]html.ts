import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { letterPreview } from "#app/domain/letter/letters.view.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"

/** A letter as a mail program shows it. It contains its own styles, so it gets its own policy, and no script may run in it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sample = Number(new URL(request.url).searchParams.get("sample")) || 0
	const asked = { actor, kind: param(params, "kind"), version: param(params, "version"), sample }
	const html = await letterPreview(asked).catch(raise)
	return new Response(html, {
		headers: {
			"Content-Type": "text/html; charset=utf-8",
			"Content-Security-Policy":
				"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
			"Cache-Control": "no-store",
		},
	})
}
