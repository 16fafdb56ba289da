import type { ActionFunctionArgs } from "@remix-run/node"
import { endHelp } from "#app/auth/helped-person.server.ts"
import { seeOther } from "#app/utils/http/http.server.ts"
import { paths } from "#app/utils/paths.ts"

/** GET ends nothing. */
export const loader = () => seeOther(paths.home())

/** This only ends help and checks nobody's permission, because an operator who helps may send nothing else. */
export async function action({ request }: ActionFunctionArgs) {
	await endHelp(request)
	return seeOther(paths.roles())
}
