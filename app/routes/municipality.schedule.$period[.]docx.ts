import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { renderSchedule } from "#app/domain/schedule/schedule.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { municipalitiesOf } from "#app/policies/policy.ts"
import { param } from "#app/utils/http/http.server.ts"

/** The schedule of the coordinator's municipality; `municipality` chooses one if there are several. */
export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const query = new URL(request.url).searchParams
	const version = query.get("version")
	return renderSchedule({
		actor,
		municipalityCode: query.get("municipality") ?? municipalitiesOf(actor)[0] ?? "",
		periodId: param(params, "period"),
		version: version === "approved" || version === "unapproved" ? version : null,
	})
		.then(documentResponse)
		.catch(refuseFile)
}
