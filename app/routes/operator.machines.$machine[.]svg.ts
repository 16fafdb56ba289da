import type { LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { mapMarks, tipsOf } from "#app/components/machine-words.tsx"
import { viewMachine } from "#app/domain/machine/machine.view.server.ts"
import { svgOf, svgResponse } from "#app/http/drawing.server.tsx"
import { now } from "#app/utils/clock.server.ts"
import { param, raise } from "#app/utils/http.server.ts"

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const withWho = new URL(request.url).searchParams.has("who")
	const view = await viewMachine({ actor, name: param(params, "machine"), withWho, now: now() }).catch(raise)
	const { drawing, title } = view
	return svgResponse(
		svgOf({ drawing, title, marks: mapMarks(view), tips: tipsOf(view) }),
		`Статусы. ${title}.svg`,
	)
}
