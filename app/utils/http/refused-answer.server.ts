import { currentRequest } from "#app/utils/request-scope.server.ts"

// A page's title is written before the page, and Remix hands the action's answer to the route's component alone. So what
// writes the title learns of a refusal through the scope of the request.

/** The form of this request was refused: the page that comes back says so in its title. */
export function noteRefusal(): void {
	const request = currentRequest()
	if (request) request.refused = true
}

export const wasRefused = (): boolean => currentRequest()?.refused ?? false
