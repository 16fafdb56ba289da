import type { LoaderFunctionArgs } from "@remix-run/node"
import { renderPublicSchedule } from "#app/domain/schedule/schedule.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { param } from "#app/utils/http/http.server.ts"

/** An approved schedule as a Word file, for everybody. */
export function loader({ params }: LoaderFunctionArgs) {
	return renderPublicSchedule(param(params, "municipality"), param(params, "period"))
		.then(documentResponse)
		.catch(refuseFile)
}
