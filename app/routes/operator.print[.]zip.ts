import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { operatorQuery } from "#app/domain/application/overview/operator-query.ts"
import { extractZip } from "#app/domain/extraction/extraction.server.ts"
import { contentDisposition } from "#app/files/readable-name.ts"
import { refuseFile } from "#app/http/documents.server.ts"

/** All files of the applications that the filters of the address find. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const query = operatorQuery(new URL(request.url).searchParams)
	const { archive, name } = await extractZip({ actor, query, now: now() }).catch(refuseFile)
	return new Response(createReadableStreamFromReadable(archive), {
		headers: {
			"Content-Type": "application/zip",
			"Content-Disposition": contentDisposition(name, false),
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})
}
