import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { ownData } from "#app/domain/person/own-data.server.ts"
import { contentDisposition } from "#app/files/readable-name.ts"
import { refuseFile } from "#app/http/documents.server.ts"

/** Each person gets their own data. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const archive = await ownData({ actor, now: now() }).catch(refuseFile)
	return new Response(createReadableStreamFromReadable(archive), {
		headers: {
			"Content-Type": "application/zip",
			"Content-Disposition": contentDisposition("Все мои данные.zip", false),
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})
}
