import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { consolidatedTable } from "#app/domain/schedule/consolidated.document.server.ts"
import { refuseFile } from "#app/http/documents.server.ts"
import { fileOf } from "#app/http/list-file.server.ts"
import { param } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return consolidatedTable({ actor, periodId: param(params, "period") })
		.then((table) => fileOf(table, "xlsx"))
		.catch(refuseFile)
}
