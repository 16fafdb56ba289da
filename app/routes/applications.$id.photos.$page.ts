import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { findPhoto } from "#app/domain/application/photos/photos.view.server.ts"
import { fileResponse } from "#app/files/send.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	return findPhoto({ actor, id: param(params, "id"), page: param(params, "page"), now: now() })
		.then((file) => fileResponse(file))
		.catch(raise)
}
