import type { LoaderFunctionArgs } from "@remix-run/node"
import { now as clock } from "#app/clock/clock.server.ts"
import { renderRegistrationJournal } from "#app/domain/application/registration/registration-journal.server.ts"
import { documentResponse, refuseFile } from "#app/http/documents.server.ts"
import { coordinatorAt, journalYear } from "#app/http/municipality.server.ts"

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const now = clock()
	return renderRegistrationJournal({ actor, municipality, year: journalYear(query, now), now })
		.then(documentResponse)
		.catch(refuseFile)
}
