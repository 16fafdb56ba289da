import type { HeadersFunction } from "@remix-run/node"

/** For a page whose form may be refused for a while: the answer says to programs, too, when to come again. */
export const headers: HeadersFunction = ({ actionHeaders }) => {
	const wait = actionHeaders.get("Retry-After")
	return wait ? new Headers({ "Retry-After": wait }) : new Headers()
}
