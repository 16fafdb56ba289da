import type { LoaderFunctionArgs } from "@remix-run/node"
import { listOrganisations } from "#app/domain/organisation/organisation.view.server.ts"

/** Organisations of a municipality, for the list that depends on the chosen municipality. */
export async function loader({ request }: LoaderFunctionArgs) {
	const municipality = new URL(request.url).searchParams.get("municipality") ?? ""
	return { municipality, organisations: await listOrganisations(municipality) }
}
