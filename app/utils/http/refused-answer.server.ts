import { currentRequest } from "#app/utils/request-scope.server.ts"

// Remix writes a page's title before the page and passes the action's answer only to the route's component. So the title
// learns about a refusal through the scope of the request.

/** Records that the form of this request was refused, so that the title of the page says so. */
export function noteRefusal(): void {
	const request = currentRequest()
	if (request) request.refused = true
}

export const wasRefused = (): boolean => currentRequest()?.refused ?? false
