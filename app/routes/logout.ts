import type { ActionFunctionArgs } from "@remix-run/node"
import { closeSession, ownerOf } from "#app/auth/lucia.server.ts"
import { seeOther } from "#app/utils/http/http.server.ts"
import { paths } from "#app/utils/paths.ts"
import { security } from "#app/utils/security-log.server.ts"

/** GET signs nobody out. */
export const loader = () => seeOther(paths.home())

export async function action({ request }: ActionFunctionArgs) {
	// The owner of the session, not the actor: an operator who helps may send nothing as an actor, but may leave.
	const account = await ownerOf(request)
	if (account) security("sign-out", "done", { account })
	return seeOther(paths.login(), { "Set-Cookie": await closeSession(request) })
}
