import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { findApplicationForm } from "#app/domain/document/find-document.server.ts"
import { fileResponse } from "#app/files/send.server.ts"
import { refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	return findApplicationForm({ actor, id: param(params, "id"), now: now() })
		.then((file) => fileResponse(file))
		.catch(refuseFile)
}
