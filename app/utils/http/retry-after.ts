import type { HeadersFunction } from "@remix-run/node"

/** For a page whose form may be refused for a while: the Retry-After header tells programs when to try again. */
export const headers: HeadersFunction = ({ actionHeaders, errorHeaders, parentHeaders }) => {
	const handed = new Headers(parentHeaders)
	const wait = errorHeaders?.get("Retry-After") ?? actionHeaders.get("Retry-After")
	if (wait) handed.set("Retry-After", wait)
	return handed
}
