import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireActor } from "#app/auth/actor.server.ts"
import { renderConsent } from "#app/domain/person/consent.document.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"

/** Each person gets their own consent. */
export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	return renderConsent({ actor }).then(documentResponse).catch(refuseFile)
}
