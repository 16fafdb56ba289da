import type { LoaderFunctionArgs } from "@remix-run/node"
import { getActor } from "#app/auth/actor.server.ts"
import { raiseNotFound } from "#app/http/not-found.server.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

/** Every address that no other route has. */
export const loader = async ({ request }: LoaderFunctionArgs) => raiseNotFound(await getActor(request))

export const action = loader

/** Remix asks for a component. The loader always throws, so it is never shown. */
export default function Nowhere() {
	return null
}
