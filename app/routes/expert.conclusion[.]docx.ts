import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { renderBlankConclusion } from "#app/domain/expert/blank-conclusion.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"

export async function loader({ request }: LoaderFunctionArgs) {
	await requireRole(request, "expert")
	const asked = new URL(request.url).searchParams
	return renderBlankConclusion({
		category: asked.get("category") === "highest" ? "highest" : "first",
		attestationForm: asked.get("form") === "remote" ? "remote" : "in_person",
		now: now(),
	})
		.then(documentResponse)
		.catch(refuseFile)
}
