import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { mapMarks, tipsOf } from "#app/components/inspection/machine-words.tsx"
import { viewMachine } from "#app/domain/machine/machine.view.server.ts"
import { standingQuery } from "#app/domain/machine/standing-query.server.ts"
import { svgOf, svgResponse } from "#app/http/drawing.server.tsx"
import { param, raise } from "#app/utils/http/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const { searchParams } = new URL(request.url)
	const [withWho, query] = [searchParams.has("who"), standingQuery(searchParams)]
	const name = param(params, "machine")
	const view = await viewMachine({ actor, name, withWho, query, now: now() }).catch(raise)
	const { drawing, title } = view
	return svgResponse(
		svgOf({ drawing, title, marks: mapMarks(view), tips: tipsOf(view) }),
		`Статусы. ${title}.svg`,
	)
}
