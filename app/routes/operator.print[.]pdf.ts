import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { operatorQuery } from "#app/domain/application/overview/operator-query.ts"
import { extractPdf } from "#app/domain/extraction/extraction.server.ts"
import { fileResponse } from "#app/files/send.server.ts"
import { refuseFile } from "#app/http/documents.server.ts"

/** The scans of the applications that the filters of the address find, in one PDF. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = operatorQuery(new URL(request.url).searchParams)
	return extractPdf({ actor, query, now: now() })
		.then((file) => fileResponse(file))
		.catch(refuseFile)
}
