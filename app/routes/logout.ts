import type { ActionFunctionArgs } from "@remix-run/node"
import { closeSession } from "#app/auth/lucia.server.ts"
import { seeOther } from "#app/utils/http.server.ts"
import { paths } from "#app/utils/paths.ts"

/** Looking at the address signs nobody out. */
export const loader = () => seeOther(paths.home())

export async function action({ request }: ActionFunctionArgs) {
	return seeOther(paths.login(), { "Set-Cookie": await closeSession(request) })
}
