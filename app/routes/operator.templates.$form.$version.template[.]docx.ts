import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { templateFile } from "#app/domain/template/template-document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return templateFile({ actor, formId: param(params, "form"), version: param(params, "version") })
		.then(documentResponse)
		.catch(refuseFile)
}
