import type { ActionFunctionArgs } from "@remix-run/node"
import { getActor } from "#app/auth/actor.server.ts"
import { closeSession } from "#app/auth/lucia.server.ts"
import { seeOther } from "#app/utils/http/http.server.ts"
import { paths } from "#app/utils/paths.ts"
import { security } from "#app/utils/security-log.server.ts"

/** GET signs nobody out. */
export const loader = () => seeOther(paths.home())

export async function action({ request }: ActionFunctionArgs) {
	const actor = await getActor(request)
	if (actor) security("sign-out", "done", { account: actor.id })
	return seeOther(paths.login(), { "Set-Cookie": await closeSession(request) })
}
